import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { periodNamed } from '../../domain/statement-period.ts';
import { CliError } from '../cli-error.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { staffApiFor } from '../staff-api.ts';
import { finishing, print, printJson, tell } from '../terminal.ts';

interface PrintOptions extends ConnectionOptions {
  division?: string;
  period?: string;
  out: string;
  token?: string;
  json?: true;
}

/** One file as it was saved: of one village, at most a hundred sheets behind their list to sign. */
interface SavedPart {
  file: string;
  division: string;
  sheets: number;
  missingGlyphs: number;
}

/** `jiuzhu statements print`: a county's, township's or village's sheets as files for the printer. */
export const printCommand = connected(new Command('print'))
  .summary('把一期的清单存成 PDF,拿去打印')
  .description('一个村一份(多于100户的分几份),前面是送达签收单,后面一户一张;单面打印,印完请删掉这些文件')
  .option('--division <code>', '县(6位)、乡镇(9位)或村(12位);默认自己的辖区')
  .option('--period <period>', '哪一期:2026-10、2026Q4、2026H2 或 2026;默认上一期')
  .requiredOption('--out <folder>', '存到哪个文件夹')
  .option('--token <token>', '工作人员令牌;本机的 hub 不用写')
  .option('--json', '写成 JSON')
  .addHelpText('after', '\n例:\n  npx jiuzhu statements print --division 621122105 --period 2026Q4 --out 清单')
  .action((options: PrintOptions) => finishing(() => printStatements(options)));

async function printStatements(options: PrintOptions): Promise<void> {
  const api = await staffApiFor(await connect(options), options.token);
  const folder = path.resolve(options.out);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const parts: SavedPart[] = [];
  for (let next: string | undefined = firstPage(options); next !== undefined; ) {
    const response: Response = await api.call('GET', next, { accept: 'application/pdf' });
    const part = await save(response, folder);
    tell(`${part.file}:${part.sheets}张`);
    parts.push(part);
    next = nextPage(response.headers.get('link'));
  }
  if (options.json) return printJson({ folder, parts });
  for (const sentence of summary(folder, parts)) print(sentence);
}

function firstPage({ division, period }: PrintOptions): string {
  if (period !== undefined && !periodNamed(period))
    throw new CliError('--period 写成 2026-10、2026Q4、2026H2 或 2026', 2);
  const query = { ...(division !== undefined && { division }), ...(period !== undefined && { period }) };
  return `/v1/statements/print?${new URLSearchParams(query)}`;
}

/** Only a path: where the files come from is not for an answer to say. */
const nextPage = (link: string | null) => /<(\/v1\/statements\/print\?[^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];

async function save(response: Response, folder: string): Promise<SavedPart> {
  const { headers } = response;
  const named = /filename="([\w.-]+)"/.exec(headers.get('content-disposition') ?? '')?.[1];
  if (named === undefined) throw new CliError('hub 的答复里没有文件名');
  const file = path.basename(named);
  writeFileSync(path.join(folder, file), Buffer.from(await response.arrayBuffer()), { mode: 0o600 });
  return {
    file,
    division: headers.get('statement-division') ?? '',
    sheets: Number(headers.get('statement-count')),
    missingGlyphs: Number(headers.get('statement-missing-glyphs')),
  };
}

function summary(folder: string, parts: readonly SavedPart[]): string[] {
  const sum = (figure: 'sheets' | 'missingGlyphs') => parts.reduce((total, part) => total + part[figure], 0);
  const missing = sum('missingGlyphs');
  return [
    `共${parts.length}份、${sum('sheets')}张,存在 ${folder}`,
    ...(missing > 0 ? [`有${missing}个字印不出来,纸上是〓,请照着手写补上`] : []),
    '单面打印;每份前面的签收单带去入户,印完请删掉这些文件',
  ];
}
