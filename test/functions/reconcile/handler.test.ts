import { beforeEach, describe, expect, it } from 'vitest';
import { totalsOf } from '../../../domain/reconciled-day.ts';
import { addDays } from '../../../domain/shanghai-day.ts';
import { makeEvent, makePerson, NOW } from '../../factories.ts';
import { captured } from '../shared/captured.ts';
import { DAY, type DayHub, dayHub, TWO_AT_NIGHT } from './day-hub.ts';

const MINUTE = 60_000;
let hub: DayHub;
const lose = (lost: readonly number[]) => async () => {
  hub = dayHub((event) => (lost.includes(event) ? 'lost' : 'assessed'));
  await hub.makeKeys('k');
};
beforeEach(lose([3]));

/** As many manifests as make so many batches, with one event of each. */
const sendBatches = async (batches: number) => {
  for (let nth = 0; nth < batches; nth++) await hub.send({ keyid: 'k', events: [nth], refused: 249 });
};

/** Looking at an event takes so many minutes. */
const slow = (minutes: number) => ({
  signals: {
    ...hub.ports.signals,
    has: async (...row: Parameters<typeof hub.ports.signals.has>) => {
      hub.time.now += minutes * MINUTE;
      return hub.ports.signals.has(...row);
    },
  },
});

describe('the night', () => {
  it('reconciles yesterday and today of each department that sent something, once after two o’clock', async () => {
    await sendBatches(5);
    hub.time.now = TWO_AT_NIGHT - 1;
    expect(await hub.night()).toEqual({ totals: [], open: 0 });
    hub.time.now = TWO_AT_NIGHT;
    const { totals, open } = await hub.night();
    expect(open).toBe(0);
    expect(totals).toEqual([await hub.whole()]);
    expect(totals).toMatchObject([{ department: 'health', day: DAY, accepted: 5, counts: { missing: 1 } }]);
    hub.time.now += 10 * MINUTE;
    expect(await hub.night()).toEqual({ totals: [], open: 0 });
  });

  it('looks at the evening of a day in the night after it, whatever the night before saw', async () => {
    hub.time.now = TWO_AT_NIGHT - 25 * 60 * MINUTE;
    await sendBatches(1);
    hub.time.now += 60 * MINUTE;
    expect((await hub.night()).totals).toMatchObject([{ day: DAY, accepted: 1 }]);
    hub.time.now = TWO_AT_NIGHT - 3 * 60 * MINUTE;
    await hub.send({ keyid: 'k', events: [7] });
    hub.time.now = TWO_AT_NIGHT;
    expect((await hub.night()).totals).toMatchObject([{ day: DAY, accepted: 2 }]);
  });

  it.each([
    [60 * MINUTE, 1],
    [60 * MINUTE - 1, 0],
  ])(
    'looks at what was stored %i ms ago: %i event, since what is younger may still be on its way',
    async (ago, accepted) => {
      // Sending takes a millisecond.
      hub.time.now = TWO_AT_NIGHT + 2 * 60 * MINUTE - ago - 1;
      await sendBatches(1);
      hub.time.now = TWO_AT_NIGHT + 2 * 60 * MINUTE;
      await hub.night();
      const today = await hub.ports.reconcileRuns.get(`health.${addDays(DAY, 1)}`);
      expect(today?.reconciled).toMatchObject({ accepted });
    },
  );

  it('takes a day that is bigger than its time in several goes, with the same totals', async () => {
    await sendBatches(9);
    hub.time.now = TWO_AT_NIGHT;
    const goes: number[] = [];
    do goes.push((await hub.night(slow(4))).totals.at(-1)?.accepted ?? 0);
    while ((await hub.run())?.open);
    expect(goes.length).toBeGreaterThan(2);
    expect(goes).toEqual(goes.toSorted((a, b) => a - b));
    const run = await hub.run();
    expect(run && totalsOf('health', DAY, false, run.reconciled)).toEqual(await hub.whole());
  });

  it('goes on with a day that is not through, and tells after twelve hours that it is behind', async () => {
    await sendBatches(4);
    hub.time.now = TWO_AT_NIGHT;
    await hub.night(slow(10));
    expect(await hub.run()).toMatchObject({ open: true, reconciled: { accepted: 1 } });
    hub.time.now = TWO_AT_NIGHT + 12 * 60 * MINUTE;
    expect(await captured(() => hub.night(slow(10)))).not.toContain('ReconcilingBehind');
    hub.time.now = TWO_AT_NIGHT + 12 * 60 * MINUTE + 1;
    expect(await captured(() => hub.night(slow(10)))).toMatch(/"ReconcilingBehind":\d/);
    hub.time.now = TWO_AT_NIGHT + 48 * 60 * MINUTE;
    expect((await hub.night()).totals).toMatchObject([{ day: DAY, accepted: 4 }]);
  });

  it('counts what it finds once, in the go in which it finds it', async () => {
    await lose([0, 2, 3])();
    await sendBatches(4);
    hub.time.now = TWO_AT_NIGHT;
    const told: string[] = [];
    told.push(await captured(() => killedAtMark(2)));
    hub.time.now += 5 * MINUTE;
    told.push(await captured(() => hub.night()));
    hub.time.now += 10 * MINUTE;
    told.push(await captured(() => hub.night()));
    const figures = told.join('').matchAll(/"EventsMissing":(\d+)/g);
    expect([...figures].reduce((sum, [, figure]) => sum + Number(figure), 0)).toBe(3);
  });
});

/** Dies at its n-th mark in the run of the day. */
async function killedAtMark(nth: number): Promise<void> {
  const { reconcileRuns } = hub.ports;
  let left = nth;
  const put = async (...[run]: Parameters<typeof reconcileRuns.put>) => {
    if (run.id === `health.${DAY}` && left-- <= 0) throw new Error('killed');
    return reconcileRuns.put(run);
  };
  await hub.night({ reconcileRuns: { ...reconcileRuns, put } }).catch(() => undefined);
}

describe('asked by hand', () => {
  it('names other days, mends what differs, and goes on when it is asked again before it is through', async () => {
    await sendBatches(5);
    hub.time.now = NOW + 60 * 24 * 60 * MINUTE;
    const asked = { days: [DAY], repair: true };
    expect((await hub.night(slow(10), asked)).totals).toMatchObject([{ accepted: 1 }]);
    expect((await hub.night({}, asked)).totals).toMatchObject([
      { accepted: 5, assessed: 4, counts: { missing: 1 }, repaired: 1 },
    ]);
    expect((await hub.night({}, asked)).totals).toMatchObject([{ accepted: 5, assessed: 5, repaired: 0 }]);
  });
});

describe('what cannot be looked at', () => {
  /** Fails for the third event, as a row would whose key is gone. */
  const unreadable = () => {
    const { people, hasher } = hub.ports;
    const gone = hasher.personKey(makePerson(2).idNumber);
    const ids = async (keys: readonly string[]) => {
      if (keys.includes(gone)) throw new Error('cannot be opened');
      return people.ids(keys);
    };
    return { people: { ...people, ids } };
  };

  it('fails the run eleven times, so that somebody looks, and is passed over at the twelfth', async () => {
    await sendBatches(5);
    hub.time.now = TWO_AT_NIGHT;
    for (let nth = 1; nth <= 11; nth++) await expect(hub.night(unreadable())).rejects.toThrow('cannot be opened');
    let said: Awaited<ReturnType<typeof hub.night>> | undefined;
    const output = await captured(async () => {
      said = await hub.night(unreadable());
    });
    expect(said?.totals).toMatchObject([{ accepted: 5, assessed: 3, failed: 1, counts: { missing: 1 } }]);
    expect(output).toContain('"EventsUnchecked":1');
    expect(output).not.toContain(makePerson(2).idNumber);
  });

  it('keeps no other department’s day waiting', async () => {
    await sendBatches(3);
    const lost = hub.entryOf(makeEvent('unemployment'));
    await hub.ports.ledger.put([lost]);
    const at = hub.time.now;
    const manifest = { department: 'education', keyid: 'file:education', nonce: 'u', at, events: [lost.key] };
    await hub.ports.requests.claim(manifest);
    hub.time.now = TWO_AT_NIGHT;
    await expect(hub.night(unreadable())).rejects.toThrow();
    expect(await hub.ports.reconcileRuns.get(`education.${DAY}`)).toMatchObject({ open: false });
    expect(await hub.run()).toMatchObject({ open: true, busyUntil: 0 });
  });
});
