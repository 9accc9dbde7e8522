import { dataTable } from './data-table.ts';
import { element, fill } from './element.ts';
import { grouped, monthOf } from './numbers.ts';
import type { MonthTotals, Uploads } from './uploads.ts';

export interface MonthProps {
  uploads: Pick<Uploads, 'totals'>;
  /** Epoch ms, by the hub's clock. */
  now: () => number;
  typeName: (key: string) => string;
}

/** My month: how much was sent of each kind and what became of it, and what is still expected. Absent where the hub does not tell. */
export function monthSheet({ uploads, now, typeName }: MonthProps): HTMLElement {
  const place = element('section', { class: 'sheet month', hidden: true });
  const month = monthOf(now());
  void uploads
    .totals(month)
    .then((totals) => {
      if (!totals) return;
      fill(
        place,
        element('h2', {}, `我的${Number(month.slice(5))}月`),
        ...totals.expected.map((sentence) => element('p', { class: 'notice plain' }, sentence)),
        totals.types.length > 0 ? table(totals, typeName) : element('p', { class: 'hint' }, '这个月还没有报过数据。'),
      );
      place.hidden = false;
    })
    .catch(() => undefined);
  return place;
}

const HEADINGS = ['报的是', '一共', '收下', '没变化', '重复', '没收下'];

const table = ({ types }: MonthTotals, typeName: (key: string) => string) =>
  dataTable(
    HEADINGS,
    types.map(({ type, sent, accepted, unchanged, duplicate, rejected }) => [
      { content: typeName(type), heads: true },
      ...[sent, accepted, unchanged, duplicate, rejected].map((number) => ({
        content: grouped(number),
        className: 'number',
      })),
    ]),
  );
