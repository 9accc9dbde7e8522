import path from 'node:path';
import { Command } from 'commander';
import { checkLadder, reachesNobody } from '../../domain/check-ladder.ts';
import type { Province } from '../../domain/province.ts';
import { dayOf, isDay } from '../../domain/shanghai-day.ts';
import { compileProvince, ProfileError, provinceNames } from '../../lib/province.ts';
import { CliError } from '../cli-error.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { ladderJson, ladderText } from '../ladder-text.ts';
import { provinceOf } from '../stores.ts';
import { finishing, print, printJson } from '../terminal.ts';

interface CheckOptions extends ConnectionOptions {
  province?: string;
  day?: string;
  json?: true;
}

/** `jiuzhu check-ladder`: finds who would not be reached before a warning needs them. */
export const checkLadderCommand = connected(new Command('check-ladder'))
  .summary('找出提醒和催办发不到人的地方')
  .description(
    '把每个乡镇、规则里提醒和催办的每一级都走一遍,找出没有单位、没有在任联系人、由上一级代收、自己催自己的地方。\n' +
      '写省名或规则文件,就按文件查;不写,就查正在运行的 hub(包括在它那里改过的单位)',
  )
  .argument('[file]', '规则文件,例如 provinces/gansu.yaml')
  .option('--province <name>', '省,例如 gansu')
  .option('--day <day>', '查哪一天,例如 2026-12-31;默认今天')
  .option('--json', '写成 JSON')
  .addHelpText(
    'after',
    '\n例:\n  npx jiuzhu check-ladder --province gansu\n  npx jiuzhu check-ladder --day 2026-12-31\n  npx jiuzhu check-ladder --stack jiuzhu-gansu-prod\n退出码:0 每一步都有人收,1 有一步没有人收',
  )
  .action((file: string | undefined, options: CheckOptions) => finishing(() => check(file, options)));

async function check(file: string | undefined, options: CheckOptions): Promise<void> {
  const { province, now } = await meant(file, options);
  const today = options.day ?? dayOf(now);
  if (!isDay(today)) throw new CliError('--day 要写成 2026-12-31', 2);
  const holes = checkLadder(province, today);
  if (options.json) printJson(ladderJson(holes, province, today));
  else print(ladderText(holes, province, today));
  const nobody = holes.filter(reachesNobody).length;
  if (nobody > 0) throw new CliError(`有${nobody}处的通知没有人能收到`);
}

/** The province of the file, or the running hub's with the offices that were changed there. */
async function meant(file: string | undefined, options: CheckOptions): Promise<{ province: Province; now: number }> {
  if (file === undefined && options.province === undefined) {
    const connection = await connect(options);
    return { province: await provinceOf(connection), now: connection.now() };
  }
  if (options.data !== undefined || options.stack !== undefined)
    throw new CliError('要查文件就不写 --data 和 --stack,要查 hub 就不写省', 2);
  return { province: compiled(file, options.province), now: Date.now() };
}

function compiled(file: string | undefined, name: string | undefined): Province {
  try {
    if (file === undefined) return compileProvince(known(name ?? '')).province;
    const [, own] = /^([a-z][a-z0-9-]*)(?:\.offices)?\.ya?ml$/.exec(path.basename(file)) ?? [];
    if (own === undefined || (name !== undefined && name !== own))
      throw new CliError(`${file} 不是${name ?? ''}的规则文件:文件名应当像 gansu.yaml`, 2);
    return compileProvince(own, path.dirname(file)).province;
  } catch (error) {
    if (error instanceof ProfileError) throw new CliError(error.problems.join('\n'), 1, { cause: error });
    throw error;
  }
}

function known(name: string): string {
  const names = provinceNames();
  if (names.includes(name)) return name;
  throw new CliError(`没有 ${name} 的规则,现有:${names.join('、')}`, 2);
}
