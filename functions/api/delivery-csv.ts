import type * as z from 'zod';
import { failureClasses, failureName } from '../../domain/delivery.ts';
import { csvText } from '../shared/sheets/write-csv.ts';
import type { deliveryStatistics } from './statistics-answers.ts';
import { keyHeadings, percent } from './statistics-csv.ts';

type Answer = z.output<typeof deliveryStatistics>;

/** The figures of delivery as a sheet: the total first, then its parts, with every reason of failure. */
export function deliveryCsv({ by = '', place, division, total, lines }: Answer): string {
  const headings = [
    keyHeadings.get(by) ?? '区划代码',
    '名称',
    '已发出',
    '已送达',
    '送达率(%)',
    '没有送到',
    ...failureClasses.map((key) => `其中:${failureName(key)}`),
    '不知道',
    '打电话',
    '电话告知',
    '电话没联系上',
  ];
  const cells = (figures: Answer['total']) => [
    String(figures.sent),
    String(figures.delivered),
    percent(figures.arrived),
    String(figures.failed),
    ...failureClasses.map((key) => String(figures.failures[key])),
    String(figures.unknown),
    String(figures.called),
    String(figures.reached),
    String(figures.givenUp),
  ];
  const parts = lines.flatMap((line) => ('sent' in line ? [[line.key, line.name, ...cells(line)]] : []));
  const reasons = lines.flatMap((line) =>
    'sent' in line
      ? []
      : [[line.key, line.name, String(line.failed.part), String(line.failed.of), percent(line.failed)]],
  );
  return by === 'failure'
    ? csvText([['原因', '名称', '没有送到', '全部没有送到', '占比(%)'], ...reasons])
    : csvText([headings, [division, `${place}合计`, ...cells(total)], ...parts]);
}
