import type { DayTotals } from '../../../domain/reconciled-day.ts';
import { reconcileOnTheClock } from '../../../functions/reconcile/handler.ts';
import type { ReconcileRunPorts } from '../../../functions/reconcile/ports.ts';
import { type ReconcileOrder, reconcile } from '../../../functions/reconcile/whole-days.ts';
import { assess } from '../../../functions/shared/assessing/assess.ts';
import { makeDepartmentKey, makeEvent, makePerson, NOW } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

export const DAY = '2026-11-05';
const HOUR = 3_600_000;
/** Two o'clock in the night after, in Shanghai. */
export const TWO_AT_NIGHT = NOW + 16 * HOUR;

/** What became of an event between the answer to its department and the night. */
export type Lot = 'assessed' | 'lost' | 'undecided' | 'parked';
export interface Sent {
  keyid: string;
  /** Which events it names: one that was named before is a duplicate. */
  events: readonly number[];
  /** Keys of events that were refused. */
  refused?: number;
}

/** A day of one department's requests and files, and the night after it. */
export function dayHub(lotOf: (event: number) => Lot = () => 'assessed', people = 500) {
  const hub = memoryHub();
  const { ports } = hub;
  const killed = () => Promise.reject(new Error('killed'));
  let requests = 0;

  async function store(event: number): Promise<string> {
    const lot = lotOf(event);
    const made = makeEvent('hospitalization', {
      id: `e-${event}`,
      ...(lot === 'parked' ? { data: { nonsense: true } } : { data: { person: makePerson(event % people) } }),
    });
    const entry = hub.entryOf(made);
    const [stored] = await ports.ledger.put([entry]);
    if (stored !== 'stored' || lot === 'lost') return entry.key;
    const warnings = lot === 'undecided' ? { ...ports.warnings, commit: killed } : ports.warnings;
    await assess({ ...ports, warnings })([entry]).catch(() => undefined);
    return entry.key;
  }

  return {
    ...hub,
    makeKeys: async (...keyids: string[]) => {
      for (const keyid of keyids) await ports.access.putKey(makeDepartmentKey({ keyid, department: 'health' }));
    },
    /** On the roster, so that a stay in hospital warns of them; every third with a message that never left. */
    async settle(): Promise<void> {
      for (let n = 0; n < people; n++) {
        const person = makePerson(n);
        await hub.take(makeEvent('roster', { id: `r-${n}`, data: { person, household: undefined } }));
        if (n % 3 === 0) await ports.notices.put([hub.grantNotice(await hub.personId(person.idNumber))]);
      }
    },
    async send({ keyid, events, refused = 0 }: Sent): Promise<void> {
      hub.time.now += 1;
      requests += 1;
      const nonce = `n-${requests}`;
      const keys: string[] = [];
      for (const event of events) keys.push(await store(event));
      const more = Array.from({ length: refused }, (_, nth) => `${nonce}-refused-${nth}`);
      const manifest = { department: 'health', keyid, nonce, at: hub.time.now, events: [...keys, ...more] };
      await ports.requests.claim(manifest);
    },
    night: (overrides: Partial<ReconcileRunPorts> = {}, order: ReconcileOrder = {}) =>
      reconcileOnTheClock({ ...ports, ...overrides })(order),
    /** What somebody is told who waits for the whole answer. */
    async whole(): Promise<DayTotals | undefined> {
      return (await reconcile(ports)({ days: [DAY] }))[0];
    },
    run: () => ports.reconcileRuns.get(`health.${DAY}`),
  };
}
export type DayHub = ReturnType<typeof dayHub>;
