import type * as z from 'zod';
import { fullDivisionName } from '../../domain/division.ts';
import { type Listed, listedAt } from '../../domain/person-list.ts';
import type { List } from '../../domain/profile.ts';
import type { Province } from '../../domain/province.ts';
import type { Day } from '../../domain/shanghai-day.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { PersonRecord } from '../shared/people.ts';
import { townshipsWithin } from '../shared/staff-api/area.ts';
import { encodeCursor } from '../shared/staff-api/cursor.ts';
import type { listAnswer } from './answers.ts';
import type { ReferralsPorts } from './ports.ts';

export type ListRow = z.output<typeof listAnswer>['rows'][number];

/** People looked at for one page, so that an answer comes before the gateway gives up; a page ends with a township. */
const PEOPLE_A_PAGE = 4000;
const PEOPLE_AT_ONCE = 100;

/** The people of an area who stand on a list at the end of a day, township by township from behind `after`. */
export async function listRows(
  ports: Pick<ReferralsPorts, 'people' | 'signals' | 'province'>,
  list: List,
  day: Day,
  area: string,
  after: string | undefined,
): Promise<{ rows: ListRow[]; cursor?: string }> {
  const townships = townshipsWithin(ports.province, area)
    .filter((township) => after === undefined || township > after)
    .sort();
  const rows: ListRow[] = [];
  let looked = 0;
  for (const [index, township] of townships.entries()) {
    const ids = await ports.people.watched(township);
    rows.push(...(await rowsOf(ports, list, day, ids)));
    looked += ids.length;
    if (looked >= PEOPLE_A_PAGE && index < townships.length - 1) return { rows, cursor: encodeCursor([township]) };
  }
  return { rows };
}

async function rowsOf(
  { people, signals, province }: Pick<ReferralsPorts, 'people' | 'signals' | 'province'>,
  list: List,
  day: Day,
  ids: readonly string[],
): Promise<ListRow[]> {
  const chunks = Array.from({ length: Math.ceil(ids.length / PEOPLE_AT_ONCE) }, (_, chunk) =>
    ids.slice(chunk * PEOPLE_AT_ONCE, (chunk + 1) * PEOPLE_AT_ONCE),
  );
  const found = await inParallel(4, chunks, async (chunk) => {
    const [records, known] = await Promise.all([people.get(chunk), signals.of(chunk)]);
    return chunk.flatMap((id) => {
      const record = records.get(id);
      const listed = record && listedAt(known.get(id) ?? [], list.people, day);
      return listed ? [rowOf(province, list, record, listed)] : [];
    });
  });
  return found.flat();
}

/** The fields that the profile names for this list, and no others. */
function rowOf(province: Province, { fields }: List, person: PersonRecord, { categories, since }: Listed): ListRow {
  const has = new Set(fields);
  const names = new Map(province.profile.roster.categories.map(({ key, name }) => [key, name]));
  return {
    ...(has.has('idNumber') && { idNumber: person.idNumber }),
    ...(has.has('name') && { name: person.name?.value ?? '' }),
    ...(has.has('division') && { division: fullDivisionName(person.watchedIn ?? '', province.divisions) }),
    ...(has.has('categories') && { categories: categories.map((key) => names.get(key) ?? key) }),
    ...(has.has('since') && { since }),
  };
}
