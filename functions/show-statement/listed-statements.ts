import { within } from '../../domain/division.ts';
import type { Period } from '../../domain/statement-period.ts';
import type { ListedStatement } from '../shared/statements.ts';
import { countiesOf, countyOf } from '../shared/townships.ts';
import type { ShowStatementPorts } from './ports.ts';

type Place = Pick<ListedStatement, 'id' | 'area'>;

interface Wanted {
  readonly after?: Place | undefined;
  readonly limit: number;
  readonly wanted: (listed: ListedStatement) => boolean;
}

/** Places on the lists are small: so many are read before a page is answered, however few of them are wanted. */
const PLACES_AT_ONCE = 500;
const MOST_PLACES = 10_000;

/** A page of a division's list (2 to 12 digits, no trailing zeros), county by county; `next` is set where more may follow. */
export async function listedStatements(
  { statements, province }: Pick<ShowStatementPorts, 'statements' | 'province'>,
  division: string,
  period: Period,
  { after, limit, wanted }: Wanted,
): Promise<{ items: ListedStatement[]; next?: Place }> {
  const areas =
    division.length >= 6
      ? [division]
      : countiesOf(province)
          .filter((county) => within(division, county))
          .sort();
  const items: ListedStatement[] = [];
  let read = 0;
  for (const area of areas.filter((each) => after === undefined || countyOf(each) >= countyOf(after.area))) {
    let from = after && countyOf(area) === countyOf(after.area) ? after : undefined;
    for (;;) {
      const page = await statements.issuedIn(area, period, { limit: PLACES_AT_ONCE, ...(from && { after: from }) });
      for (const listed of page.items) {
        if (wanted(listed)) items.push(listed);
        if (items.length > limit) return { items: items.slice(0, limit), next: lastOf(items, limit) };
      }
      read += page.items.length;
      if (!page.next) break;
      if (read >= MOST_PLACES) return { items, next: page.next };
      from = page.next;
    }
  }
  return { items };
}

/** Where the page ends: what is wanted behind it begins the next. */
function lastOf(items: readonly ListedStatement[], limit: number): Place {
  const last = items[limit - 1];
  if (!last) throw new RangeError('a page holds at least one');
  return { id: last.id, area: last.area };
}
