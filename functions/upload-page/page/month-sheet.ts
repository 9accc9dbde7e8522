import { type Cell, dataTable } from './data-table.ts';
import { element, fill } from './element.ts';
import { notice } from './notice.ts';
import { grouped, monthOf } from './numbers.ts';
import type { MonthTotals, Sums, Uploads } from './uploads.ts';

export interface MonthProps {
  uploads: Pick<Uploads, 'totals'>;
  /** Epoch ms, by the hub's clock. */
  now: () => number;
}

/** My month: how much was sent of each kind and what became of it, and what is still expected. Absent where the hub does not tell. */
export function monthSheet({ uploads, now }: MonthProps): HTMLElement {
  const place = element('section', { class: 'sheet month', hidden: true });
  const month = monthOf(now());
  void uploads
    .totals(month)
    .then((totals) => {
      if (!totals) return;
      fill(place, element('h2', {}, `我的${Number(month.slice(5))}月`), ...partsOf(totals));
      place.hidden = false;
    })
    .catch(() => undefined);
  return place;
}

const NUMBERS = ['一共', '收下', '没变化', '重复', '没收下'];

function partsOf({ total, byType, days, expected }: MonthTotals): HTMLElement[] {
  const owed = expected.map(({ text, came, overdue }) =>
    notice(came ? 'good' : overdue ? 'bad' : 'plain', `${text}。`),
  );
  if (byType.length === 0) return [...owed, element('p', { class: 'hint' }, '这个月还没有报过数据。')];
  const rows = byType.map(({ typeName, ...sums }) => [{ content: typeName, heads: true }, ...numbersOf(sums)]);
  if (byType.length > 1) rows.push([{ content: '合计', heads: true }, ...numbersOf(total)]);
  const daily = days.map(({ day, typeName, inFiles, ...sums }) => [
    { content: `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`, heads: true },
    { content: `${typeName}${inFiles ? '(表格)' : '(系统)'}` },
    ...numbersOf(sums),
  ]);
  return [
    ...owed,
    dataTable(['报的是', ...NUMBERS], rows),
    element('details', {}, element('summary', {}, '一天一天看'), dataTable(['哪天', '报的是', ...NUMBERS], daily)),
  ];
}

const numbersOf = ({ sent, accepted, unchanged, duplicate, rejected }: Sums): Cell[] =>
  [sent, accepted, unchanged, duplicate, rejected].map((number) => ({ content: grouped(number), className: 'number' }));
