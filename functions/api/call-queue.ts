import type * as z from 'zod';
import { divisionName, within } from '../../domain/division.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { CallBack } from '../shared/calls.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { askedArea } from '../shared/staff-api/area.ts';
import { encodeCursor } from '../shared/staff-api/cursor.ts';
import { may } from '../shared/staff-api/permissions.ts';
import type { Staff } from '../shared/staff-token.ts';
import { townshipsOf } from '../shared/townships.ts';
import type { callPage, callView } from './call-answers.ts';
import { callingNotes } from './contact-view.ts';
import { audienceOf, maskedText } from './notice-view.ts';
import type { ApiPorts } from './ports.ts';
import type { callsQuery } from './requests.ts';

type QueuePorts = Pick<ApiPorts, 'calls' | 'notices' | 'people' | 'province'>;

/** Counties read at once; each is one query. */
const COUNTIES_AT_ONCE = 25;

/** Open calls of the asked part of the caller's area, the oldest first. */
export async function callQueue(
  ports: QueuePorts,
  staff: Staff,
  query: z.output<typeof callsQuery>,
): Promise<z.output<typeof callPage>> {
  const area = askedArea(staff, query.division);
  const found = await inParallel(COUNTIES_AT_ONCE, countiesIn(ports, area), (county) =>
    openIn(ports, county, area, query),
  );
  const calls = (await ofTheLiving(ports, found.flat())).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const page = calls.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: await inParallel(8, page, (call) => callViewOf(ports, staff, call)),
    ...(calls.length > page.length && last && { cursor: encodeCursor([placeOf(last)]) }),
  };
}

/** Whoever died after the call was owed is not rung up; a death that is retracted brings the call back. */
async function ofTheLiving({ people }: QueuePorts, calls: readonly CallBack[]): Promise<CallBack[]> {
  const called = calls.flatMap(({ audience }) => (audience.to === 'person' ? [audience.person] : []));
  const known = await people.get([...new Set(called)]);
  return calls.filter(({ audience }) => audience.to === 'office' || known.get(audience.person)?.diedOn === undefined);
}

/** An id without its county: the same order in every county's queue. */
const placeOf = ({ id, county }: CallBack) => id.slice(county.length + 1);

/** Also the zero-padded ones, where only a wider division is known. */
const countiesIn = ({ province }: QueuePorts, area: string): string[] =>
  area.length > 6
    ? [area.slice(0, 6)]
    : [...new Set(townshipsOf(province).map((township) => township.slice(0, 6)))].filter((county) =>
        within(area, county),
      );

async function openIn(
  { calls }: QueuePorts,
  county: string,
  area: string,
  { cursor, limit }: z.output<typeof callsQuery>,
): Promise<CallBack[]> {
  const found: CallBack[] = [];
  let after = cursor && `${county}.${cursor[0]}`;
  do {
    const page = await calls.openIn(county, { ...(after !== undefined && { after }), limit: limit + 1 });
    found.push(...page.items.filter(({ township }) => within(area, township)));
    after = page.next;
  } while (after !== undefined && found.length <= limit);
  return found;
}

/** The agent reads out the exact text; whoever only looks on sees it with name and code covered. */
export async function callViewOf(ports: QueuePorts, staff: Staff, call: CallBack): Promise<z.output<typeof callView>> {
  const { audience } = call;
  const people = await ports.people.get(audience.to === 'person' ? [audience.person] : []);
  const calls = may(staff.role, 'calls.attempt');
  const text = calls ? call.text : await covered(ports, call);
  const person = audience.to === 'person' ? people.get(audience.person) : undefined;
  const contact = calls && person ? callingNotes(person) : undefined;
  return {
    id: call.id,
    kind: call.kind,
    status: call.status,
    text,
    division: call.township,
    place: divisionName(call.township, ports.province.divisions),
    ...audienceOf(ports.province, call, people),
    ...(contact && { contact }),
    createdAt: offsetDateTime(call.createdAt),
    attempts: call.attempts.map(({ at, by, result, note }) => ({
      at: offsetDateTime(at),
      by,
      result,
      ...(note !== undefined && { note }),
    })),
  };
}

async function covered({ notices, province }: QueuePorts, { notice, text }: CallBack): Promise<string> {
  const sent = await notices.get(notice);
  return sent ? maskedText({ ...sent, text }, province.profile) : '';
}
