import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runId } from '../../../domain/statement-run.ts';
import { openRun } from '../../../functions/shared/statement-runs.ts';
import { at } from '../../domain/signals.ts';
import { aid, type MadeUpCounty, madeUpCounty, QUARTER, TOWNSHIPS } from './made-up-county.ts';

const [FIRST = '', SECOND = '', , FOURTH = ''] = TOWNSHIPS;
const FIRST_QUARTER = { from: '2027-01-01', to: '2027-03-31' };
const MINUTE = 60_000;
const DAY = 86_400_000;
const nightly = (county: MadeUpCounty) => county.ports.runs.get(runId('62', QUARTER));

describe('the night after a quarter', () => {
  it('issues one statement for each household with aid, tells of it once, and is through', async () => {
    const county = madeUpCounty();
    await county.settle(FIRST, 'h-1', 2);
    await county.settle(FIRST, 'h-1', 1);
    await county.settle(FOURTH, undefined, 1);
    await county.settle(FOURTH, 'h-3', 0);
    expect(await county.run()).toEqual({ households: 2, fresh: 2, failed: 0, open: 0 });
    const { issued, notices } = await county.endState();
    expect(issued.map(({ area }) => area)).toEqual([`${FIRST}201`, `${FOURTH}201`]);
    expect(notices).toHaveLength(2);
    expect(await nightly(county)).toMatchObject({
      open: false,
      townships: { done: 9, of: 9 },
      households: 2,
      fresh: 2,
      finishedAt: county.clock.at,
    });
  });

  it.each([
    ['before one o’clock', at('2027-01-01') - 9 * 3_600_000 - 1, false],
    ['at one o’clock', at('2027-01-01') - 9 * 3_600_000, true],
    ['on the seventh day', at('2027-01-07'), true],
    ['on the eighth day', at('2027-01-08'), false],
  ])('%s', async (_, now, begins) => {
    const county = madeUpCounty(now);
    await county.settle(FIRST, undefined, 1);
    expect((await county.run()).fresh).toBe(begins ? 1 : 0);
  });

  it('does nothing more that day, and makes up on the next for what came since', async () => {
    const county = madeUpCounty();
    await county.settle(FIRST, 'h-1', 1);
    await county.run();
    await county.settle(SECOND, 'h-2', 1);
    expect(await county.run()).toEqual({ households: 0, fresh: 0, failed: 0, open: 0 });
    county.clock.at += DAY;
    expect(await county.run()).toMatchObject({ households: 2, fresh: 1 });
    expect(await nightly(county)).toMatchObject({ households: 2, fresh: 2 });
  });

  it('lays its work down when time is up, and the next firing goes on behind that place', async () => {
    const county = madeUpCounty();
    for (const [i, township] of TOWNSHIPS.entries()) await county.settle(township, `h-${i}`, 1);
    const statements = {
      ...county.ports.statements,
      put: async (...args: Parameters<typeof county.ports.statements.put>) => {
        county.clock.at += 7 * MINUTE;
        return county.ports.statements.put(...args);
      },
    };
    expect(await county.run({ statements })).toEqual({ households: 2, fresh: 2, failed: 0, open: 1 });
    expect(await nightly(county)).toMatchObject({ open: true, busyUntil: 0, place: { township: SECOND } });
    expect(await county.run({ statements })).toMatchObject({ fresh: 2, open: 1 });
    expect(await county.run({ statements })).toMatchObject({ fresh: 1, open: 0 });
    expect((await county.endState()).issued).toHaveLength(5);
  });

  it('a worker that was killed is waited for five minutes, to the millisecond', async () => {
    const county = madeUpCounty();
    await county.settle(FIRST, undefined, 1);
    await killAfter(county, 2);
    const since = county.clock.at;
    county.clock.at = since + 5 * MINUTE - 1;
    expect(await county.run()).toMatchObject({ fresh: 0, open: 1 });
    county.clock.at = since + 5 * MINUTE;
    expect(await county.run()).toMatchObject({ fresh: 1, open: 0 });
  });

  it('one household whose sheet cannot be made keeps nobody else from theirs, and is tried again the next night', async () => {
    const county = madeUpCounty();
    const broken = await county.settle(FIRST, undefined, 1);
    await county.settle(FIRST, 'h-1', 1);
    const statements = {
      ...county.ports.statements,
      put: async (...[issued, door]: Parameters<typeof county.ports.statements.put>) => {
        if (issued.subject === broken) throw new Error('cannot be sealed');
        return county.ports.statements.put(issued, door);
      },
    };
    expect(await county.run({ statements })).toEqual({ households: 1, fresh: 1, failed: 1, open: 0 });
    county.clock.at += DAY;
    expect(await county.run()).toEqual({ households: 2, fresh: 1, failed: 0, open: 0 });
  });

  it('where none of a step can be made it is tried three times before the rest goes on', async () => {
    const county = madeUpCounty();
    const broken = await county.settle(FIRST, undefined, 1);
    await county.settle(FOURTH, 'h-4', 1);
    const statements = {
      ...county.ports.statements,
      of: async (subject: string) => {
        if (subject === broken) throw new Error('cannot be opened');
        return county.ports.statements.of(subject);
      },
    };
    for (const _ of [1, 2]) {
      await expect(county.run({ statements })).rejects.toThrow('cannot be opened');
      county.clock.at += 5 * MINUTE;
    }
    expect(await county.run({ statements })).toEqual({ households: 1, fresh: 1, failed: 1, open: 0 });
  });
});

it('who has nothing to be told gets no sheet, and an older one is not issued behind a newer', async () => {
  const county = madeUpCounty(at('2027-04-01'));
  await county.settle(FIRST, 'h-1', 1);
  const fourth = () => openRun(county.ports, { division: '62', period: QUARTER, again: true });
  const first = () => openRun(county.ports, { division: '62', period: FIRST_QUARTER, again: true });
  await fourth();
  expect((await county.run()).fresh).toBe(1);
  await first();
  expect(await county.run()).toEqual({ households: 0, fresh: 0, failed: 0, open: 0 });
  await county.settle(FIRST, 'h-2', 1);
  await county.grant(FIRST, aid('p-0002', 'later', { on: '2027-02-01', storedAt: at('2027-02-02') }));
  await first();
  expect((await county.run()).fresh).toBe(1);
  await fourth();
  expect(await county.run()).toMatchObject({ households: 1, fresh: 0 });
  expect((await county.ports.statements.of('h-2')).map(({ from }) => from)).toEqual(['2027-01-01']);
});

it('a county is issued alone where that is asked for, as often as it is asked', async () => {
  const county = madeUpCounty(at('2027-02-20'));
  await county.settle(FIRST, 'h-1', 1);
  await county.settle(FOURTH, 'h-4', 1);
  const ask = () => openRun(county.ports, { division: '621122', period: QUARTER, again: true });
  expect((await ask()).townships.of).toBe(4);
  expect(await county.run()).toMatchObject({ households: 1, fresh: 1, open: 0 });
  await ask();
  expect(await county.run()).toMatchObject({ households: 1, fresh: 0, open: 0 });
  expect((await county.endState()).issued.map(({ subject }) => subject)).toEqual(['h-4']);
});

describe('cut anywhere, by a kill or by the clock, by two workers at once', () => {
  const households = fc.array(
    fc.record({ township: fc.constantFrom(...TOWNSHIPS), size: fc.integer({ min: 1, max: 3 }), grants: fc.nat(2) }),
    { minLength: 1, maxLength: 90 },
  );
  const cuts = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('killed' as const), after: fc.nat(60) }),
      fc.record({ kind: fc.constant('time is up' as const), after: fc.integer({ min: 2, max: 9 }) }),
      fc.record({ kind: fc.constant('two at once' as const), after: fc.nat(60) }),
    ),
    { maxLength: 8 },
  );
  async function made(given: readonly { township: string; size: number; grants: number }[]) {
    const county = madeUpCounty();
    for (const [i, { township, size, grants }] of given.entries())
      for (let member = 0; member < size; member++)
        await county.settle(township, size === 1 ? undefined : `h-${i}`, member === 0 ? grants : 1);
    return county;
  }

  it('it ends as if it had run once: nobody is missed, and nobody is told twice', async () => {
    await fc.assert(
      fc.asyncProperty(households, cuts, async (given, cutting) => {
        const [once, cut] = [await made(given), await made(given)];
        await once.run();
        const begun = cut.clock.at;
        for (const { kind, after } of cutting) {
          if (kind === 'time is up') await timeIsUpAfter(cut, after);
          else await Promise.all([killAfter(cut, after), kind === 'two at once' && cut.run()]);
          cut.clock.at = begun;
          await expire(cut);
        }
        await cut.run();
        expect(await cut.endState()).toEqual(await once.endState());
        const aided = given.filter(({ size, grants }) => size > 1 || grants > 0).length;
        expect((await cut.endState()).issued).toHaveLength(aided);
        const [one, other] = [await nightly(once), await nightly(cut)];
        expect(other).toMatchObject({ open: false, townships: one?.townships, households: aided });
      }),
      { numRuns: 40 },
    );
  });
});

/** The process dies at its n-th write, of whatever kind. */
async function killAfter({ ports, run }: MadeUpCounty, writes: number): Promise<void> {
  let left = writes;
  const guarded =
    <A extends unknown[], R>(write: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (left-- <= 0) throw new Error('killed');
      return write(...args);
    };
  const { runs, statements, notices } = ports;
  await run({
    runs: { ...runs, put: guarded(runs.put) },
    statements: { ...statements, put: guarded(statements.put) },
    notices: { ...notices, put: guarded(notices.put) },
  }).catch(() => undefined);
}

async function timeIsUpAfter({ ports, run, clock }: MadeUpCounty, marks: number): Promise<void> {
  let left = marks;
  const put = async (...args: Parameters<typeof ports.runs.put>) => {
    if (left-- === 0) clock.at += 13 * MINUTE;
    return ports.runs.put(...args);
  };
  await run({ runs: { ...ports.runs, put } });
}

/** As if five minutes had passed since whoever has the run said something. */
async function expire({ ports }: MadeUpCounty): Promise<void> {
  const run = await ports.runs.get(runId('62', QUARTER));
  if (run) await ports.runs.put({ ...run, version: run.version + 1, busyUntil: 0, tries: 0 });
}
