import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CliError } from '../bin/cli-error.ts';
import { bold, finishing, print, tell } from '../bin/terminal.ts';
import { textTable } from '../bin/text-table.ts';
import { compileProvince } from '../lib/province.ts';
import { sheetsOf } from './made-up/month-sheets.ts';
import { partsOf } from './made-up/parts.ts';
import { type Format, formats, type Written, writeExpected, writeSheet } from './made-up/write-sheets.ts';

interface MakeUpOptions {
  province: string;
  county?: string;
  people: number;
  month: string;
  seed: number;
  out: string;
  damaged: number;
  format: readonly Format[];
}

/** `npm run make-up`: the files that the departments of a made-up county or province would send of a month. */
const program = new Command('npm run make-up --')
  .description(
    '编一个县(或一个省)的虚构名册和各部门的月度文件 / makes up a county or province as roster and department files',
  )
  .option('--province <name>', '按哪个省的规则', 'gansu')
  .option('--county <code>', '6位县代码,也可以写2位省、4位市代码;不写就是全省')
  .option('--people <number>', '大约多少人', wholeNumber, 20_000)
  .option('--month <YYYY-MM>', '哪个月', month, '2026-10')
  .option('--seed <number>', '种子:同一个种子编出来的一模一样', wholeNumber, 1)
  .option('--out <folder>', '写到哪个文件夹', 'made-up')
  .option('--damaged <share>', '多大比例的行弄坏,例如 0.01;弄坏了什么写在 expected.json 里', share, 0)
  .option('--format <list>', `写成哪几种:${formats.join('、')},逗号隔开`, formatList, [...formats])
  .addHelpText(
    'after',
    '\n例:\n  npm run make-up -- --county 621122 --people 20000 --seed 7 --out folder --damaged 0.01',
  )
  .action((options: MakeUpOptions) => finishing(() => makeUp(options)));

async function makeUp({ province, county, people, month, seed, out, damaged, format }: MakeUpOptions): Promise<void> {
  const { profile } = compileProvince(province).province;
  const area = county ?? profile.division;
  const parts = partsOf({ seed, area, people, categories: profile.roster.categories.map(({ key }) => key) });
  if (parts.length === 0) throw new CliError(`区划表里没有 ${area} 这个县`, 2);
  mkdirSync(out, { recursive: true });
  const written: Written[] = [];
  for (const sheet of sheetsOf(parts, month, profile)) {
    tell(`${sheet.name} …`);
    written.push(await writeSheet(sheet, out, format, { seed, share: damaged }));
  }
  writeExpected(out, { province, area, people, month, seed, damaged }, written);
  print(summary(written));
  print(`${bold(path.resolve(out))},expected.json 里写着每个文件应当收下多少行`);
}

const summary = (written: readonly Written[]) =>
  textTable(
    ['文件', '行', '该收下', '重复', '该退回'],
    written.map(({ files: [file = ''], rows }) => [
      path.parse(file).name,
      ...[rows.read, rows.accepted, rows.duplicate, rows.rejected].map(String),
    ]),
  );

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('要写1以上的整数');
  return value;
}

/** People are born up to the end of 2025. */
function month(text: string): string {
  if (!/^20(2[6-9]|3\d)-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('要写成 2026-10,从2026年1月起');
  return text;
}

function share(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('要写0到1,例如 0.01');
  return value;
}

function formatList(text: string): Format[] {
  return text.split(',').map((wanted) => {
    const format = formats.find((each) => each === wanted.trim());
    if (!format) throw new InvalidArgumentError(`只能是 ${formats.join('、')}`);
    return format;
  });
}

await program.parseAsync();
