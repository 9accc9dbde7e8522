import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import type * as z from 'zod';
import { chineseDate } from '../../domain/shanghai-day.ts';
import { type Figure, figures } from '../../domain/statistics.ts';
import { deliveryStatistics, statistics } from '../../functions/api/statistics-answers.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { deliveryText } from '../delivery-text.ts';
import { staffApiFor } from '../staff-api.ts';
import { bold, finishing, print, printJson, tell } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface StatisticsOptions extends ConnectionOptions {
  division?: string;
  from?: string;
  to?: string;
  by?: string;
  csv?: string;
  token?: string;
  json?: true;
  delivery?: true;
}

/** `jiuzhu statistics`: what was counted in a division, and in its parts. */
export const statisticsCommand = connected(new Command('statistics'))
  .summary('统计:新发、入户、按时、救助、催办;短信送达')
  .description('一个区划的统计,默认本月,按下级区划分项;一次最多366天,按天最多92天')
  .option('--division <code>', '行政区划,例如 621121;默认全省')
  .option('--from <day>', '从哪天(含),例如 2026-01-01;默认 --to 那个月的1日')
  .option('--to <day>', '到哪天(含);默认今天')
  .option('--delivery', '短信送达和电话回拨的统计;--by 可以写 division、provider、failure、day 或 month')
  .option('--by <what>', '按什么分项:division、level、day、month 或 indicator', 'division')
  .option('--csv <file>', '存成表格,Excel 能打开')
  .option('--token <token>', '工作人员令牌;本机的 hub 不用写')
  .option('--json', '写成 JSON')
  .addHelpText(
    'after',
    '\n例:\n  npx jiuzhu statistics --division 621121 --from 2026-01-01 --to 2026-12-31 --by month --csv 年报.csv\n  npx jiuzhu statistics --delivery --by failure',
  )
  .action((options: StatisticsOptions) => finishing(() => show(options)));

async function show({
  division,
  from,
  to,
  by,
  csv,
  token,
  json,
  delivery,
  ...where
}: StatisticsOptions): Promise<void> {
  const api = await staffApiFor(await connect(where), token);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ division, from, to, by }))
    if (value !== undefined) query.set(name, value);
  const address = `/v1/statistics${delivery ? '/delivery' : ''}?${query}`;
  if (csv !== undefined) {
    const sheet = await (await api.call('GET', address, { accept: 'text/csv' })).arrayBuffer();
    writeFileSync(csv, Buffer.from(sheet));
    return tell(`已存到 ${path.resolve(csv)}`);
  }
  if (delivery) {
    const answer = await api.get(address, deliveryStatistics);
    return json ? printJson(answer) : print(deliveryText(answer));
  }
  const answer = await api.get(address, statistics);
  if (json) printJson(answer);
  else print(textOf(answer));
}

type Answer = z.output<typeof statistics>;
type Counted = Answer['total'];

/** As many columns as a terminal holds; the sheet has them all. */
const SHOWN: readonly Figure[] = ['raised', 'levelRaised', 'accepted', 'visited', 'inTime'];

function textOf(answer: Answer): string {
  const { place, from, to, total, lines } = answer;
  const day = (text: string) => chineseDate(text, { year: true });
  return [bold(`${place} ${day(from)}至${day(to)}`), '', tableOf(total, lines)].join('\n');
}

function tableOf(total: Counted, lines: Answer['lines']): string {
  const byIndicator = lines.flatMap((line) =>
    'raised' in line ? [[line.name, String(line.raised.part), String(line.raised.of), percent(line.raised)]] : [],
  );
  if (byIndicator.length > 0) return textTable(['指标', '有它的新发预警', '全部新发', '%'], byIndicator);
  const headings = ['', ...SHOWN.map((name) => figures[name].name), '按时%', '办结', '救助', '救助%', '催办'];
  const parts = lines.flatMap((line) => ('counts' in line ? [[line.name, ...cells(line)]] : []));
  return textTable(headings, [...parts, ['合计', ...cells(total)]]);
}

const cells = ({ counts, inTime, aided }: Counted) => [
  ...SHOWN.map((name) => String(counts[name])),
  percent(inTime),
  String(aided.of),
  String(aided.part),
  percent(aided),
  String(counts.urged),
];

const percent = ({ percent: value }: Counted['inTime']) => (value === undefined ? '' : value.toFixed(1));
