import { Command } from 'commander';
import { type DayTotals, differs } from '../../domain/reconciled-day.ts';
import { isDay } from '../../domain/shanghai-day.ts';
import { reconcile } from '../../functions/reconcile/whole-days.ts';
import { CliError } from '../cli-error.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { reconcilePorts } from '../stores.ts';
import { finishing, green, print, printJson, red } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface ReconcileOptions extends ConnectionOptions {
  day?: string[];
  repair?: true;
  json?: true;
}

/** `jiuzhu reconcile`: accepted = assessed + parked, by department and day. */
export const reconcileCommand = connected(new Command('reconcile'))
  .summary('核对:收下 = 研判 + 搁置')
  .description('按部门和日期核对:收下的事件是不是都研判了(或因内容有问题被搁置),预警和现在的情况是不是一致')
  .option('--day <day...>', '哪天(北京时间),例如 2026-11-05;默认昨天和今天')
  .option('--repair', '补上漏掉的')
  .option('--json', '写成 JSON')
  .addHelpText(
    'after',
    '\n例:\n  npx jiuzhu reconcile --day 2026-12-01 2026-12-02 --repair\n退出码:0 一致,2 有差异(补好以后再跑一次会是0)',
  )
  .action((options: ReconcileOptions) => finishing(() => run(options)));

async function run({ day, repair, json, ...where }: ReconcileOptions): Promise<void> {
  const wrong = day?.find((each) => !isDay(each));
  if (wrong !== undefined) throw new CliError(`日期要写成 2026-11-05 这样,不是 ${wrong}`, 2);
  const ports = await reconcilePorts(await connect(where));
  const totals = await reconcile(ports)({ ...(day && { days: day }), repair: repair === true });
  if (json) printJson(totals);
  else print(totals.length === 0 ? '这几天没有收到事件' : tableOf(totals));
  const different = totals.filter(differs).length;
  if (different > 0) throw new CliError(`有${different}个部门日不一致${repair ? '' : ';加 --repair 可以补上'}`, 2);
}

const tableOf = (totals: readonly DayTotals[]) =>
  textTable(
    ['部门', '日期', '收下', '研判', '搁置', '漏掉', '待重判', '未发出', '已补', ''],
    totals.map((total) => [
      total.department,
      total.day,
      ...[
        total.accepted,
        total.assessed,
        total.parked,
        total.counts.missing,
        total.counts.undecided,
        total.counts.stuck,
        total.repaired,
      ].map(String),
      differs(total) ? red('有差异') : green('一致'),
    ]),
  );
