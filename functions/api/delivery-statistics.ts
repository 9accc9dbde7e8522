import type * as z from 'zod';
import { byProvider, deliveryFigures, failureClasses, failureName, NO_PROVIDER } from '../../domain/delivery.ts';
import { fullDivisionName } from '../../domain/division.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { smsProviderTitles } from '../../domain/sms-profile.ts';
import { type Sums, shareOf } from '../../domain/statistics.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { ApiPorts } from './ports.ts';
import { countedArea, daysOf, monthsOf, partsOf, type Span, spanOf, sumsOf } from './statistics.ts';
import type { deliveryLine, deliveryStatistics } from './statistics-answers.ts';
import type { deliveryQuery } from './statistics-requests.ts';

type Query = z.output<typeof deliveryQuery>;
type Answer = z.output<typeof deliveryStatistics>;
type Line = z.output<typeof deliveryLine>;
type DeliveryPorts = Pick<ApiPorts, 'counters' | 'province' | 'clock'>;

/** What became of an area's messages and calls, summed from the rows of its townships, and its parts. */
export async function deliveryOf(ports: DeliveryPorts, staff: Staff, query: Query): Promise<Answer> {
  const { province } = ports;
  const area = countedArea(staff, query.division);
  const span = spanOf(query, dayOf(ports.clock.now()));
  const { groups, total } = await sumsOf(ports, area, span, query.by);
  return {
    division: area,
    place: fullDivisionName(area, province.divisions),
    ...span,
    ...(query.by && { by: query.by }),
    total: deliveryFigures(total),
    lines: linesOf(ports, query.by, area, span, groups, total),
  };
}

function linesOf(
  { province }: DeliveryPorts,
  by: Query['by'],
  area: string,
  span: Span,
  groups: ReadonlyMap<string, Sums>,
  total: Sums,
): Answer['lines'] {
  switch (by) {
    case undefined:
      return [];
    case 'division':
      return partsOf(province, area, groups).map(({ key, name }) => line(key, name, groups.get(key)));
    case 'day':
      return daysOf(span).map((day) => line(day, day, groups.get(day)));
    case 'month':
      return monthsOf(span).map((month) => line(month, month, groups.get(month)));
    case 'provider':
      return [...byProvider(total)].map(([key, sums]) => line(key, providerTitle(key), sums));
    case 'failure':
      return failureLines(total);
  }
}

const line = (key: string, name: string, sums: Sums = {}): Line => ({ key, name, ...deliveryFigures(sums) });

const titles: ReadonlyMap<string, string> = new Map([
  ...Object.entries(smsProviderTitles),
  [NO_PROVIDER, '没有交给短信平台'],
]);
/** A provider by its name; one that the hub no longer knows by its key. */
export const providerTitle = (key: string): string => titles.get(key) ?? key;

function failureLines(total: Sums): Answer['lines'] {
  const { failed, failures } = deliveryFigures(total);
  return failureClasses.map((key) => ({ key, name: failureName(key), failed: shareOf(failures[key], failed) }));
}
