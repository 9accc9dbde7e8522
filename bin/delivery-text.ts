import type * as z from 'zod';
import { chineseDate } from '../domain/shanghai-day.ts';
import type { deliveryStatistics } from '../functions/api/statistics-answers.ts';
import { bold } from './terminal.ts';
import { textTable } from './text-table.ts';

type Answer = z.output<typeof deliveryStatistics>;

/** What became of messages and calls, as a table for the terminal. */
export function deliveryText({ place, from, to, total, lines }: Answer): string {
  const day = (text: string) => chineseDate(text, { year: true });
  return [bold(`${place} ${day(from)}至${day(to)} 短信和回拨`), '', tableOf(total, lines)].join('\n');
}

function tableOf(total: Answer['total'], lines: Answer['lines']): string {
  const reasons = lines.flatMap((line) =>
    'sent' in line ? [] : [[line.name, String(line.failed.part), String(line.failed.of), percent(line.failed)]],
  );
  if (reasons.length > 0) return textTable(['没有送到的原因', '条', '全部', '%'], reasons);
  const headings = ['', '发出', '送达', '送达%', '没送到', '不知道', '打电话', '告知', '没联系上'];
  const parts = lines.flatMap((line) => ('sent' in line ? [[line.name, ...cells(line)]] : []));
  return textTable(headings, [...parts, ['合计', ...cells(total)]]);
}

const cells = ({ sent, delivered, arrived, failed, unknown, called, reached, givenUp }: Answer['total']) => [
  String(sent),
  String(delivered),
  percent(arrived),
  ...[failed, unknown, called, reached, givenUp].map(String),
];

const percent = ({ percent: value }: Answer['total']['arrived']) => (value === undefined ? '' : value.toFixed(1));
