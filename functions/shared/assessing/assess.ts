import { inParallel } from '../in-parallel.ts';
import type { Ledger, LedgerEntry } from '../ledger.ts';
import type { Notices } from '../notices.ts';
import { subjectOf } from '../subject.ts';
import { tellGrants } from './grants.ts';
import { type IdentifyPorts, identify } from './identify.ts';
import { type Occasion, type ReassessPorts, reassess } from './reassess.ts';
import { type RecordPorts, recordSignals } from './record.ts';
import { type Told, toldBy } from './told.ts';

export type AssessPorts = IdentifyPorts &
  RecordPorts &
  ReassessPorts & {
    ledger: Pick<Ledger, 'get' | 'park'>;
    notices: Pick<Notices, 'put'>;
    parking: { send(parked: { key: string; reason: string }): Promise<void> };
  };

/** Subjects under way at once; more would only meet each other in the emulator's or the table's partitions. */
const SUBJECTS_AT_ONCE = 8;

/** Records each event's signal, then re-scores every subject they touch and commits what follows, or nothing. */
export const assess =
  (ports: AssessPorts) =>
  async (entries: readonly LedgerEntry[]): Promise<void> => {
    const told = await readBack(ports, entries);
    const known = await identify(ports, told);
    const touched = await recordSignals(ports, known);
    const all = await whereTheyBelong(ports, subjectsOf(touched));
    const [leads, subjects] = [
      new Map([...all].filter(([subject]) => isLead(subject))),
      new Map([...all].filter(([subject]) => !isLead(subject))),
    ];
    await lookAt(ports, subjects);
    // Whom another shard put into a household while we looked: what we opened for them alone is absorbed there.
    const alone = new Map([...subjects].filter(([subject]) => isPerson(subject)));
    const moved = [...(await whereTheyBelong(ports, alone))].filter(([subject]) => !alone.has(subject));
    await lookAt(ports, new Map(moved));
    // A lead that was joined has its warning absorbed above; by itself it would only be seen to have lost its reason.
    await lookAt(ports, leads);
    await tellGrants(ports, known);
  };

const lookAt = (ports: ReassessPorts, subjects: ReadonlyMap<string, Occasion>) =>
  inParallel(SUBJECTS_AT_ONCE, [...subjects], ([subject, occasion]) => reassess(ports, subject, occasion));

const isLead = (subject: string) => subject.startsWith('l-');
const isPerson = (subject: string) => subject.startsWith('p-');

/**
 * People who came as standing alone, and are in a household by now, be it by a roster in the same batch, are looked at as
 * that household: two open warnings would send two visitors. Signals are written before this is read.
 */
async function whereTheyBelong(
  ports: Pick<AssessPorts, 'people' | 'province'>,
  subjects: ReadonlyMap<string, Occasion>,
): Promise<Map<string, Occasion>> {
  const records = await ports.people.get([...subjects.keys()].filter(isPerson));
  return subjectsOf(
    [...subjects].map(([subject, occasion]) => {
      const now = subjectOf(records.get(subject), ports.province) ?? subject;
      return now === subject
        ? { subject, occasion }
        : { subject: now, occasion: { placesTouched: true, joined: [subject] } };
    }),
  );
}

/** One subject once, however many of its events came together; what is known from outside is put together. */
function subjectsOf(touched: readonly { subject: string; occasion: Occasion }[]): Map<string, Occasion> {
  const subjects = new Map<string, Occasion>();
  for (const { subject, occasion } of touched) {
    const { joined = [], ...other } = subjects.get(subject) ?? {};
    subjects.set(subject, { ...other, ...occasion, joined: [...joined, ...(occasion.joined ?? [])] });
  }
  return subjects;
}

/** What can never be assessed as it stands is parked and acknowledged; everything else goes on. */
async function readBack({ ledger, parking, clock }: AssessPorts, entries: readonly LedgerEntry[]): Promise<Told[]> {
  const told: Told[] = [];
  for (const entry of entries) {
    const event = toldBy(entry);
    if (event) {
      told.push({ entry, event });
      continue;
    }
    await parking.send({ key: entry.key, reason: 'unreadable' });
    await ledger.park(entry.key, { at: clock.now(), reason: 'unreadable' });
  }
  return told;
}
