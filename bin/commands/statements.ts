import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import type * as z from 'zod';
import { periodNamed } from '../../domain/statement-period.ts';
import { runList, runView } from '../../functions/show-statement/run-answers.ts';
import { CliError } from '../cli-error.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { type StaffApi, staffApiFor } from '../staff-api.ts';
import { finishing, print, printJson, tell } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { printCommand } from './print-statements.ts';

interface RunOptions extends ConnectionOptions {
  period?: string;
  division?: string;
  wait?: boolean;
  token?: string;
  json?: true;
}
type Run = z.output<typeof runView>;

/** `jiuzhu statements status|issue|print`: how far a period's statements are, issuing them in one division, printing them. */
export const statementsCommand = new Command('statements')
  .summary('一期的帮扶清单:开到哪里了,现在开,打印')
  .description('一期的帮扶清单开到哪里了;不等夜里,现在把一个县的开出来;存成 PDF 打印')
  .addCommand(
    withOptions(new Command('status'))
      .summary('开到哪里了')
      .action((options: RunOptions) => finishing(() => status(options))),
  )
  .addCommand(
    withOptions(new Command('issue'))
      .summary('现在开一期;开过的不动,可以重复')
      .option('--no-wait', '排上就走,不等开完')
      .action((options: RunOptions) => finishing(() => issue(options))),
  )
  .addCommand(printCommand)
  .addHelpText(
    'after',
    '\n例:\n  npx jiuzhu statements issue --period 2026Q4 --division 621121\n  npx jiuzhu statements status',
  );

function withOptions(command: Command): Command {
  return connected(command)
    .option('--period <period>', '哪一期:2026-10、2026Q4、2026H2 或 2026;默认上一期')
    .option('--division <code>', '行政区划,例如 621121;默认自己的整个辖区')
    .option('--token <token>', '工作人员令牌;本机的 hub 不用写')
    .option('--json', '写成 JSON');
}

async function status(options: RunOptions): Promise<void> {
  const runs = await runsOf(await staffApiFor(await connect(options), options.token), options);
  if (options.json) return printJson({ items: runs });
  if (runs.length === 0) return print('这一期还没有开');
  print(textTable(['区划', '哪一期', '乡镇', '户', '新开', '没开成', ''], runs.map(cells)));
}

/** As often as somebody looks at a screen. */
const EVERY = 3000;

async function issue(options: RunOptions): Promise<void> {
  const api = await staffApiFor(await connect(options), options.token);
  const body = asked(options);
  let run = runView.parse(await (await api.call('POST', '/v1/statement-runs', { body })).json());
  while (options.wait !== false && run.status === 'running') {
    tell(progress(run));
    await pause(EVERY);
    run = (await runsOf(api, options)).find(({ id }) => id === run.id) ?? run;
  }
  if (options.json) return printJson(run);
  print(progress(run));
}

async function runsOf(api: StaffApi, options: RunOptions): Promise<Run[]> {
  return (await api.get(`/v1/statement-runs?${new URLSearchParams(asked(options))}`, runList)).items;
}

function asked({ period, division }: RunOptions): Record<string, string> {
  const named = period === undefined ? undefined : periodNamed(period);
  if (period !== undefined && !named) throw new CliError('--period 写成 2026-10、2026Q4、2026H2 或 2026', 2);
  return { ...(named && { from: named.from, to: named.to }), ...(division !== undefined && { division }) };
}

const cells = ({ divisionName, label, townships, households, fresh, failed, status: standing }: Run) => [
  divisionName,
  label,
  `${townships.done}/${townships.of}`,
  String(households),
  String(fresh),
  String(failed),
  standing === 'running' ? '正在开' : '开完了',
];

const progress = (run: Run) => {
  const { divisionName, label, townships, households, fresh, failed, status: standing } = run;
  const counted = `乡镇 ${townships.done}/${townships.of},${households}户,新开${fresh}张`;
  const missing = failed > 0 ? `,${failed}户没开成,再开一次就补上` : '';
  return `${divisionName} ${label}:${standing === 'running' ? '正在开' : '开完了'},${counted}${missing}`;
};
