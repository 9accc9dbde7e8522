import fc from 'fast-check';
import { expect, it } from 'vitest';
import { totalsOf } from '../../../domain/reconciled-day.ts';
import { captured } from '../shared/captured.ts';
import { DAY, type DayHub, dayHub, type Lot, type Sent, TWO_AT_NIGHT } from './day-hub.ts';

const MINUTE = 60_000;
const LOTS: readonly Lot[] = ['assessed', 'assessed', 'assessed', 'assessed', 'lost', 'undecided', 'parked'];
const lotOf = (event: number) => LOTS[event % LOTS.length] ?? 'assessed';

const requests: fc.Arbitrary<Sent[]> = fc.array(
  fc.record({
    keyid: fc.constantFrom('k-1', 'k-2', 'file:health'),
    // Few people, so that a person comes in many batches; few events, so that one is named by several requests.
    events: fc.array(fc.nat(60), { maxLength: 8 }),
    refused: fc.constantFrom(0, 60, 130, 300),
  }),
  { minLength: 1, maxLength: 25 },
);
const cuts = fc.array(fc.record({ kind: fc.constantFrom('killed', 'time is up', 'two at once'), after: fc.nat(12) }), {
  maxLength: 8,
});

it('a day that is cut anywhere, by a kill, by the clock or by two workers at once, is told of as if it had been looked at in one go', async () => {
  const found = new Set<string>();
  await captured(() =>
    fc.assert(
      fc.asyncProperty(requests, cuts, async (sent, cutting) => {
        const hub = dayHub(lotOf, 12);
        await hub.settle();
        await hub.makeKeys('k-1', 'k-2');
        for (const each of sent) await hub.send(each);
        hub.time.now = TWO_AT_NIGHT;
        for (const { kind, after } of cutting) {
          if (kind === 'time is up') await timeIsUpAfter(hub, after);
          else await Promise.all([killAfter(hub, after), kind === 'two at once' && hub.night()]);
          // Whoever was killed has been silent for long enough.
          hub.time.now = Math.max(hub.time.now, TWO_AT_NIGHT) + 5 * MINUTE;
        }
        await hub.night();
        const run = await hub.run();
        expect(run?.open).toBe(false);
        const whole = await hub.whole();
        const stored = new Set(sent.flatMap(({ events }) => events));
        expect(whole?.accepted ?? 0).toBe(stored.size);
        if (run && whole) expect(totalsOf('health', DAY, false, run.reconciled)).toEqual(whole);
        const parts = whole && whole.assessed + whole.parked + whole.counts.missing;
        expect(parts ?? 0).toBe(stored.size);
        if (whole)
          for (const each of ['missing', 'undecided', 'stuck'] as const) if (whole.counts[each] > 0) found.add(each);
      }),
      { numRuns: 60 },
    ),
  );
  expect([...found].sort()).toEqual(['missing', 'stuck', 'undecided']);
});

/** The process dies at its n-th write or look, of whatever kind. */
async function killAfter({ ports, night }: DayHub, steps: number): Promise<void> {
  let left = steps;
  const guarded =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (left-- <= 0) throw new Error('killed');
      return call(...args);
    };
  const { reconcileRuns, signals, notices, ledger } = ports;
  await night({
    reconcileRuns: { ...reconcileRuns, put: guarded(reconcileRuns.put) },
    signals: { ...signals, has: guarded(signals.has) },
    notices: { ...notices, of: guarded(notices.of) },
    ledger: { ...ledger, get: guarded(ledger.get) },
  }).catch(() => undefined);
}

async function timeIsUpAfter({ ports, night, time }: DayHub, marks: number): Promise<void> {
  let left = marks;
  const put = async (...args: Parameters<typeof ports.reconcileRuns.put>) => {
    if (left-- === 0) time.now += 10 * MINUTE;
    return ports.reconcileRuns.put(...args);
  };
  await night({ reconcileRuns: { ...ports.reconcileRuns, put } });
}
