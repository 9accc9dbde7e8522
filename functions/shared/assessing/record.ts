import { joinedBy } from '../../../domain/lead.ts';
import { project } from '../../../domain/person-facts.ts';
import type { Province } from '../../../domain/province.ts';
import { addDays, dayOf, startOf } from '../../../domain/shanghai-day.ts';
import type { Signal } from '../../../domain/signal.ts';
import { personOf } from '../../../domain/signal-of.ts';
import type { Clock } from '../clock.ts';
import { currentMembers } from '../current-members.ts';
import type { Ledger } from '../ledger.ts';
import type { People, PersonRecord } from '../people.ts';
import type { Hasher } from '../sealing.ts';
import type { Signals } from '../signals.ts';
import { subjectOf, townshipFor } from '../subject.ts';
import type { Known } from './identify.ts';
import { heardAt, joinsTakenBack, leadTakenBack, type Taken } from './joined-leads.ts';
import type { Occasion } from './reassess.ts';
import { markOf, signalOfEntry } from './signal-of-entry.ts';
import { toldBy } from './told.ts';
import { personByNumber } from './where.ts';

export interface RecordPorts {
  people: Pick<People, 'ids' | 'get' | 'update' | 'members' | 'putMemberships'>;
  signals: Pick<Signals, 'record' | 'of' | 'tombstones' | 'bury' | 'markRetracted'>;
  ledger: Pick<Ledger, 'get'>;
  hasher: Pick<Hasher, 'personKey' | 'eventKey' | 'scoped'>;
  province: Province;
  clock: Clock;
}

export interface Touched {
  subject: string;
  occasion: Occasion;
}

/** Kinds after which household, places or death must be worked out anew. */
const projecting = new Set(['roster', 'move', 'death']);

/**
 * Writes each event's signal or mark, meets retractions from both sides, and brings people's households up to date.
 * A retraction writes its tombstone first and then reads its target; a target writes its signal first and then reads the
 * tombstone: whichever comes second marks the signal retracted. Returns the subjects to look at again.
 */
export async function recordSignals(ports: RecordPorts, known: readonly Known[]): Promise<Touched[]> {
  const heard = await heardAt(ports, known);
  const own = known.flatMap((each) => {
    const signal = signalOfEntry(ports, each);
    const storedAt = heard.get(joinedBy(each.event) ?? '');
    return signal ? [{ ...each, signal: storedAt === undefined ? signal : { ...signal, storedAt } }] : [];
  });
  const told = known.flatMap((each) => retractionsOf(ports, each));
  await bury(ports, told);
  const joins = await joinsTakenBack(ports, told);
  await bury(ports, joins);
  const taken = [...told, ...joins];
  await ports.signals.record(
    own.map(({ signal, person }) => ({
      signal,
      township: townshipFor(person, ports.province),
      ...expiry(ports, signal, person),
    })),
    known.filter(({ event }) => event.name === 'retraction').map(({ entry }) => markOf(entry)),
  );
  const tombstones = await ports.signals.tombstones(
    own.flatMap(({ signal, event }) => [signal.eventKey, joinedBy(event) ?? []].flat()),
  );
  for (const each of own)
    if (tombstones.has(each.signal.eventKey) || leadTakenBack(each, tombstones))
      await ports.signals.markRetracted(each.signal);
  const reached = await reachTargets(ports, taken);
  return [...touchedBy(ports, own), ...(await broughtUpToDate(ports, [...own, ...reached]))];
}

/** In a province that watches a roster only, what comes about others is kept for some days, until a roster may name them. */
function expiry(
  { province, clock }: RecordPorts,
  signal: Signal,
  person: PersonRecord | undefined,
): { expiresAt?: number } {
  const { scoring, retention } = province.profile;
  if (scoring.scope === 'everyone' || !person || person.rostered || signal.kind === 'roster') return {};
  if (signal.kind === 'self-report' || signal.kind === 'benefit-granted' || signal.kind === 'death') return {};
  return { expiresAt: startOf(addDays(dayOf(clock.now()), retention.offRosterDays)) };
}

async function bury({ signals, clock }: RecordPorts, taken: readonly Taken[]): Promise<void> {
  for (const { target, by, reason } of taken) await signals.bury({ target, by, at: clock.now(), reason });
}

function retractionsOf({ hasher }: RecordPorts, { entry, event }: Known): Taken[] {
  const lead = joinedBy(event);
  if (lead !== undefined) return [{ target: lead, by: entry.key, reason: '已查明是谁' }];
  const superseded = event.supersedes
    ? [{ target: hasher.eventKey(event.source, event.supersedes), by: entry.key, reason: '更正' }]
    : [];
  if (event.name !== 'retraction') return superseded;
  const { retracts, reason } = event.data;
  return [{ target: hasher.eventKey(retracts.source, retracts.id), by: entry.key, reason }];
}

/** The signals that retractions take away, where they are there already. */
async function reachTargets(
  ports: RecordPorts,
  taken: readonly Taken[],
): Promise<{ signal: Signal; person: PersonRecord | undefined }[]> {
  if (taken.length === 0) return [];
  const entries = await ports.ledger.get(taken.map(({ target }) => target));
  const reached: { signal: Signal; person: PersonRecord | undefined }[] = [];
  for (const entry of entries.values()) {
    const event = toldBy(entry);
    const about = event && personOf(event);
    if (!event || (about === undefined && event.name !== 'self-report')) continue;
    const person = about && (await personByNumber(ports, about.idNumber));
    if (about && !person) continue;
    const signal = signalOfEntry(ports, { entry, event, person });
    if (!signal) continue;
    await ports.signals.markRetracted(signal);
    reached.push({ signal, person });
  }
  return reached;
}

function touchedBy({ province }: RecordPorts, own: readonly (Known & { signal: Signal })[]): Touched[] {
  return own.map(({ entry, person, event, signal }) => {
    const lead = event.name === 'self-report' ? event.data.lead : undefined;
    const reportedFrom = lead?.division ?? entry.area;
    return {
      subject: subjectOf(person, province) ?? signal.person,
      occasion: { ...(reportedFrom !== undefined && { reportedFrom }) },
    };
  });
}

/** Works household, places and death out of all signals of those they concern; both old and new subjects are looked at. */
async function broughtUpToDate(
  ports: RecordPorts,
  seen: readonly { signal: Signal; person: PersonRecord | undefined }[],
): Promise<Touched[]> {
  const people = new Map<string, PersonRecord>();
  const touched: Touched[] = [];
  for (const { signal, person } of seen) {
    if (!person) touched.push({ subject: signal.person, occasion: {} });
    else if (projecting.has(signal.kind)) people.set(person.id, person);
    else touched.push({ subject: subjectOf(person, ports.province) ?? person.id, occasion: {} });
  }
  const signals = await ports.signals.of([...people.keys()]);
  for (const person of people.values())
    touched.push(...(await bringUpToDate(ports, person, signals.get(person.id) ?? [])));
  return touched;
}

async function bringUpToDate(ports: RecordPorts, person: PersonRecord, signals: readonly Signal[]): Promise<Touched[]> {
  const { stays, household, diedOn, residence, registered, rostered } = project(
    signals,
    ports.province.profile.roster.householdFrom,
  );
  const { household: before, diedOn: _died, rostered: wasRostered, watchedIn: _in, ...kept } = person;
  const moved: PersonRecord = {
    ...kept,
    version: person.version + 1,
    ...(residence && { residence }),
    ...(registered && { registered }),
    ...(household && { household }),
    ...(diedOn && { diedOn }),
    ...((rostered || wasRostered) && { rostered: true as const }),
  };
  const watched = rostered && !diedOn ? { watchedIn: townshipFor(moved, ports.province) } : {};
  const next: PersonRecord = { ...moved, ...watched };
  // A household that no roster names any more, as after a retraction, keeps nobody from before.
  const left = before !== undefined && !stays.some((stay) => stay.household === before) ? [before] : [];
  await ports.people.putMemberships(
    stays.map((stay) => ({ ...stay, person: person.id })),
    left.map((gone) => ({ household: gone, person: person.id })),
  );
  if (differs(person, next) && !(await ports.people.update(next, person))) {
    const current = (await ports.people.get([person.id])).get(person.id);
    if (current) return bringUpToDate(ports, current, await signalsNow(ports, person.id));
  }
  // Signals that came before the roster did were kept for some days only; now they count for as long as they are valid.
  if (rostered && !wasRostered)
    await ports.signals.record(
      signals.map((signal) => ({
        signal,
        township: townshipFor(next, ports.province),
      })),
    );
  const now = subjectOf(next, ports.province) ?? person.id;
  const then = subjectOf(person, ports.province) ?? person.id;
  const joined = [...(now !== person.id ? [person.id] : []), ...(await emptied(ports, then, now))];
  return [
    { subject: now, occasion: { placesTouched: true, ...(joined.length > 0 && { joined }) } },
    ...(then === now || then === person.id ? [] : [{ subject: then, occasion: { placesTouched: true } }]),
  ];
}

/** A household whose last member went on to `now`: nobody is there to be visited, so what is owed goes with them. */
async function emptied({ people }: RecordPorts, then: string, now: string): Promise<string[]> {
  if (then === now || !then.startsWith('h-')) return [];
  return currentMembers(await people.members(then)).length === 0 ? [then] : [];
}

const signalsNow = async ({ signals }: RecordPorts, person: string) => (await signals.of([person])).get(person) ?? [];

const differs = (a: PersonRecord, b: PersonRecord) =>
  a.household !== b.household ||
  a.diedOn !== b.diedOn ||
  a.rostered !== b.rostered ||
  a.watchedIn !== b.watchedIn ||
  a.residence?.value !== b.residence?.value ||
  a.registered?.value !== b.registered?.value;
