import { inParallel } from '../in-parallel.ts';
import type { Ledger, LedgerEntry } from '../ledger.ts';
import type { Notices } from '../notices.ts';
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
    await inParallel(SUBJECTS_AT_ONCE, [...subjectsOf(touched)], ([subject, occasion]) =>
      reassess(ports, subject, occasion),
    );
    await tellGrants(ports, known);
  };

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
