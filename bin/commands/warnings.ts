import { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { staffApiFor } from '../staff-api.ts';
import { finishing, print, printJson } from '../terminal.ts';
import { oneWarning, warningText, worklist, worklistTable } from '../warning-text.ts';
import { warningWords } from '../warning-words.ts';

interface WarningsOptions extends ConnectionOptions {
  division?: string;
  level?: string;
  status?: string;
  overdue?: true;
  limit: string;
  token?: string;
  json?: true;
}

/** `jiuzhu warnings`: the worklist, most urgent first, or one warning with its reasons. */
export const warningsCommand = connected(new Command('warnings'))
  .summary('看在办的预警,或一条预警的来由')
  .description('看在办的预警,最急的在前;写编号或 id 就看这一条的原因、分数和期限')
  .argument('[warning]', '预警的编号(W2611-…)或 id')
  .option('--division <code>', '只看这个行政区划')
  .option('--level <key>', '只看这一级,例如 red')
  .option('--status <status>', 'raised、accepted 或 visited')
  .option('--overdue', '只看超期的')
  .option('--limit <number>', '最多多少条', '50')
  .option('--token <token>', '工作人员令牌;本机的 hub 不用写')
  .option('--json', '写成 JSON')
  .addHelpText(
    'after',
    '\n例:\n  npx jiuzhu warnings --division 621121 --level red\n  npx jiuzhu warnings W2611-01234567',
  )
  .action((warning: string | undefined, options: WarningsOptions) => finishing(() => show(warning, options)));

async function show(wanted: string | undefined, options: WarningsOptions): Promise<void> {
  const most = Number(options.limit);
  if (!Number.isInteger(most) || most < 1) throw new CliError('--limit 是正整数', 2);
  const connection = await connect(options);
  const api = await staffApiFor(connection, options.token);
  const words = warningWords(connection.province);
  if (wanted !== undefined && !wanted.startsWith('W')) {
    const warning = await oneWarning(api, wanted);
    return options.json ? printJson(warning) : print(warningText(warning, words));
  }
  const listed = await worklist(api, filterOf(options), wanted === undefined ? most : 100_000);
  if (wanted === undefined) {
    if (options.json) return printJson(listed);
    return print(listed.length === 0 ? '没有在办的预警' : worklistTable(listed, words));
  }
  const found = listed.find(({ number }) => number === wanted);
  if (!found) throw new CliError(`在办的预警里没有 ${wanted}`);
  const warning = await oneWarning(api, found.id);
  return options.json ? printJson(warning) : print(warningText(warning, words));
}

function filterOf({ division, level, status, overdue }: WarningsOptions): URLSearchParams {
  const filter = new URLSearchParams();
  for (const [name, value] of Object.entries({ division, level, status, overdue: overdue && 'true' }))
    if (value !== undefined) filter.set(name, value);
  return filter;
}
