import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { actOnVisit } from '../../../domain/planned-visit-acts.ts';
import { endOf } from '../../../domain/shanghai-day.ts';
import type { Warning } from '../../../domain/warning.ts';
import { at } from '../../domain/signals.ts';
import { TOWNSHIPS, type WatchedHub, watchedHub, watchedProvince } from './watched-hub.ts';

const [FIRST = '', SECOND = ''] = TOWNSHIPS;
const DAY = 86_400_000;
let hub: WatchedHub;
beforeEach(() => {
  hub = watchedHub();
});

const warning = (subject: string, overrides: Partial<Warning> = {}): Warning => ({
  id: `${subject}.1`,
  subject,
  cycle: 1,
  number: 'W2610-00000001',
  version: 1,
  status: 'raised',
  paused: false,
  referred: false,
  township: FIRST,
  peakLevel: 'yellow',
  score: 20,
  factors: [],
  householdSize: 1,
  profileVersion: 'v1',
  raisedAt: hub.clock.at,
  changedAt: hub.clock.at,
  visitDue: { at: hub.clock.at + DAY, provisional: false, why: '' },
  feedbackDue: { at: hub.clock.at + DAY, provisional: false, why: '' },
  dueAt: hub.clock.at + DAY,
  steps: [],
  ...overrides,
});
const raise = (given: Warning, expected?: number) =>
  hub.stores.warnings.commit({
    warning: given,
    ...(expected !== undefined && { expected }),
    history: {
      subject: given.subject,
      cycle: 1,
      version: given.version,
      at: hub.clock.at,
      change: 'raised',
      by: 'hub',
      score: 20,
      profileVersion: 'v1',
    },
    notices: [],
    counts: {},
    day: '2026-10-02',
  });

describe('the morning’s run', () => {
  it('plans one visit for each household with somebody who is watched, and none for others', async () => {
    await hub.settle(FIRST, ['bianyuan'], 'h-1');
    await hub.settle(FIRST, ['sudden'], 'h-1');
    await hub.settle(FIRST, ['dibao'], 'h-2');
    await hub.settle(FIRST, ['bianyuan', 'dibao'], 'h-3');
    const alone = await hub.settle(SECOND, ['tuopin-unstable']);
    expect(await hub.run()).toEqual({ planned: 2, cancelled: 0, moved: 0, finished: true });
    expect(await hub.of('h-1')).toMatchObject([{ area: FIRST, from: '2026-10-01', dueAt: endOf('2026-12-31') }]);
    expect(await hub.of(alone)).toMatchObject([{ area: SECOND, status: 'planned' }]);
    expect([...(await hub.of('h-2')), ...(await hub.of('h-3'))]).toEqual([]);
  });

  it('changes nothing when it runs again, and plans the next period anew', async () => {
    await hub.settle(FIRST, ['bianyuan'], 'h-1');
    await hub.run();
    hub.clock.at += DAY;
    expect(await hub.run()).toMatchObject({ planned: 0, cancelled: 0, moved: 0 });
    hub.clock.at = at('2027-01-01');
    expect(await hub.run()).toMatchObject({ planned: 1, cancelled: 0 });
    expect((await hub.of('h-1')).map(({ from }) => from).sort()).toEqual(['2026-10-01', '2027-01-01']);
  });

  it('plans whoever comes into the category in the middle of the period on the next morning', async () => {
    const person = await hub.settle(FIRST, ['tuopin'], 'h-1');
    expect(await hub.run()).toMatchObject({ planned: 0 });
    hub.clock.at = at('2026-11-20');
    await hub.enrol(person, ['bianyuan']);
    expect(await hub.run()).toMatchObject({ planned: 1 });
  });

  it('leaves those alone who are being seen because of a warning, and plans them where it is withdrawn', async () => {
    await hub.settle(FIRST, ['bianyuan'], 'h-1');
    await raise(warning('h-1'));
    expect(await hub.run()).toMatchObject({ planned: 0 });
    await raise(warning('h-1', { version: 2, status: 'withdrawn', closedAt: hub.clock.at }), 1);
    expect(await hub.run()).toMatchObject({ planned: 1 });
  });

  it('cancels the visit of whom a new warning names, and gives it back where that was a mistake', async () => {
    await hub.settle(FIRST, ['bianyuan'], 'h-1');
    await hub.run();
    await raise(warning('h-1'));
    expect(await hub.run()).toMatchObject({ cancelled: 1 });
    expect(await hub.of('h-1')).toMatchObject([
      { status: 'cancelled', open: false, closed: { because: 'warned', note: '已有预警,随预警一起核查' } },
    ]);
    await raise(warning('h-1', { version: 2, status: 'withdrawn', closedAt: hub.clock.at }), 1);
    expect(await hub.run()).toMatchObject({ planned: 1 });
    expect(await hub.of('h-1')).toMatchObject([{ status: 'planned', open: true }]);
  });

  it.each<[string, (person: string) => Promise<void>, string]>([
    ['a death', (person) => hub.die(person, '2026-10-05'), 'died'],
    [
      'a move out of the province, whatever the roster still says',
      (person) => hub.change(person, { residence: { value: '510104020', at: at('2026-10-05') } }),
      'moved-away',
    ],
    ['joining a household', (person) => hub.change(person, { household: 'h-9' }), 'joined'],
  ])('cancels the visit after %s', async (_, change, because) => {
    const person = await hub.settle(FIRST, ['bianyuan']);
    await hub.run();
    await change(person);
    hub.clock.at += DAY;
    await hub.run();
    expect(await hub.of(person)).toMatchObject([{ status: 'cancelled', closed: { because } }]);
  });

  it('moves the visit with the household', async () => {
    const person = await hub.settle(FIRST, ['bianyuan']);
    await hub.run();
    await hub.change(person, { residence: { value: `${SECOND}001`, at: hub.clock.at }, watchedIn: SECOND });
    expect(await hub.run()).toMatchObject({ moved: 1, cancelled: 0, planned: 0 });
    expect(await hub.of(person)).toMatchObject([{ area: SECOND, village: `${SECOND}001` }]);
    expect((await hub.stores.visits.openIn(FIRST)).items).toEqual([]);
  });

  it('gives up a visit that nobody made until the end of the next period', async () => {
    await hub.settle(FIRST, ['bianyuan'], 'h-1');
    await hub.run();
    hub.clock.at = at('2027-04-01');
    expect(await hub.run()).toMatchObject({ planned: 1, cancelled: 1 });
  });

  it('does nothing where the province watches nobody', async () => {
    const profile = { ...watchedProvince.profile, watch: [] };
    const people = { ...hub.stores.people, watched: () => Promise.reject(new Error('nobody is to be read')) };
    expect(await hub.run({ province: { ...watchedProvince, profile }, people })).toMatchObject({ finished: true });
  });

  it('stops when time is up and begins behind that place the next time', async () => {
    for (const [i, township] of TOWNSHIPS.entries()) await hub.settle(township, ['bianyuan'], `h-${i}`);
    const province = {
      ...watchedProvince,
      divisions: {
        ...watchedProvince.divisions,
        names: Object.fromEntries([
          ...Object.entries(watchedProvince.divisions.names),
          ...Array.from({ length: 9 }, (_, i) => [`53010200${i + 1}`, '某街道']),
        ]),
      },
    };
    /** Each township takes four minutes. */
    const people = {
      ...hub.stores.people,
      watched: async (township: string) => {
        hub.clock.at += 4 * 60_000;
        return hub.stores.people.watched(township);
      },
    };
    const first = await hub.run({ province, people });
    expect(first).toMatchObject({ finished: false, planned: 0 });
    let planned = 0;
    for (let run = 0; run < 5; run++) planned += (await hub.run({ province, people })).planned;
    expect(planned).toBe(TOWNSHIPS.length);
  });
});

describe('however often and in whatever order it runs, is cut and resumed', () => {
  const households = fc.array(
    fc.record({
      township: fc.constantFrom(...TOWNSHIPS),
      categories: fc.uniqueArray(fc.constantFrom('bianyuan', 'sudden', 'tuopin', 'dibao'), { maxLength: 3 }),
      size: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('run' as const) }) },
    fc.record({ kind: fc.constant('two runs' as const) }),
    fc.record({ kind: fc.constant('cut' as const), after: fc.integer({ min: 0, max: 6 }) }),
    fc.record({ kind: fc.constant('day' as const), days: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ kind: fc.constant('enrol' as const), who: fc.nat() }),
    fc.record({ kind: fc.constant('move' as const), who: fc.nat(), to: fc.constantFrom(...TOWNSHIPS) }),
    fc.record({ kind: fc.constant('done' as const), who: fc.nat() }),
  );

  it('each household has exactly one visit a period', async () => {
    await fc.assert(
      fc.asyncProperty(households, fc.array(step, { maxLength: 12 }), async (given, steps) => {
        hub = watchedHub();
        const heads: string[] = [];
        const watched = new Set<number>();
        for (const [i, { township, categories, size }] of given.entries()) {
          for (let member = 0; member < size; member++) {
            const id = await hub.settle(township, categories, `h-${i}`);
            if (member === 0) heads.push(id);
          }
          if (!categories.includes('dibao') && categories.some((key) => key !== 'tuopin')) watched.add(i);
        }
        for (const each of steps) {
          const who = 'who' in each ? each.who % given.length : 0;
          if (each.kind === 'run') await hub.run();
          if (each.kind === 'two runs') await Promise.all([hub.run(), hub.run()]);
          if (each.kind === 'cut') await cutAfter(hub, each.after);
          if (each.kind === 'day') hub.clock.at += each.days * DAY;
          if (each.kind === 'enrol') {
            await hub.enrol(heads[who] ?? '', ['sudden']);
            watched.add(who);
          }
          if (each.kind === 'move')
            await hub.change(heads[who] ?? '', {
              residence: { value: each.to, at: hub.clock.at },
              watchedIn: each.to,
            });
          if (each.kind === 'done') await finish(hub, `h-${who}`);
        }
        await hub.run();
        for (const i of given.keys()) {
          const visits = await hub.of(`h-${i}`);
          const periods = visits.map(({ from }) => from);
          expect(new Set(periods).size).toBe(periods.length);
          const now = visits.filter(({ to }) => endOf(to) > hub.clock.at);
          expect(now).toHaveLength(watched.has(i) ? 1 : 0);
          expect(now.every(({ status }) => status === 'planned' || status === 'done')).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** The process dies at its n-th write. */
async function cutAfter({ stores, run }: WatchedHub, writes: number): Promise<void> {
  let left = writes;
  const visits = {
    ...stores.visits,
    put: async (...[visit]: Parameters<typeof stores.visits.put>) => {
      if (left-- <= 0) throw new Error('killed');
      return stores.visits.put(visit);
    },
  };
  await run({ visits }).catch(() => undefined);
}

async function finish({ of, stores, clock }: WatchedHub, subject: string): Promise<void> {
  for (const visit of await of(subject)) {
    const call = { visitedAt: clock.at, met: 'self', answers: [], needs: [], services: [] } as const;
    const acted = actOnVisit(visit, { act: 'done', call: { ...call, answers: [], needs: [], services: [] } }, 's-1', {
      province: watchedProvince,
      now: clock.at,
    });
    if (acted.ok) await stores.visits.put(acted.visit);
  }
}
