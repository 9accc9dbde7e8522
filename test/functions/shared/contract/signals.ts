import { expect, test } from 'vitest';
import { fresh, freshTownship, makeExpense, makeGrant } from './records.ts';
import type { Contract } from './stores-under-test.ts';

export const signalsContract: Contract = (stores) => {
  const township = freshTownship();

  test('signals are read by person; who has none maps to an empty list', async () => {
    const [one, two] = [makeExpense(), makeGrant()];
    const nobody = fresh('p-');
    await stores().signals.record([one, two].map((signal) => ({ signal, township })));
    expect(await stores().signals.of([one.person, two.person, nobody])).toEqual(
      new Map([
        [one.person, [one]],
        [two.person, [two]],
        [nobody, []],
      ]),
    );
  });

  test('writing a signal again changes nothing', async () => {
    const signal = makeExpense();
    await stores().signals.record([{ signal, township }]);
    await stores().signals.record([
      { signal, township },
      { signal, township },
    ]);
    expect((await stores().signals.of([signal.person])).get(signal.person)).toEqual([signal]);
  });

  test('sixty signals of one person are all there', async () => {
    const person = fresh('p-');
    const signals = Array.from({ length: 60 }, () => makeExpense({ person }));
    await stores().signals.record(signals.map((signal) => ({ signal, township })));
    expect((await stores().signals.of([person])).get(person)).toHaveLength(60);
  });

  test('a signal that was retracted stays so when it is written again', async () => {
    const signal = makeExpense();
    await stores().signals.record([{ signal, township }]);
    await stores().signals.markRetracted(signal);
    await stores().signals.record([{ signal, township }]);
    const found = await stores().signals.of([signal.person]);
    expect(found.get(signal.person)).toEqual([{ ...signal, retracted: true }]);
  });

  test('retracting what is not there leaves no signal there', async () => {
    const signal = makeExpense();
    await stores().signals.markRetracted(signal);
    expect((await stores().signals.of([signal.person])).get(signal.person)).toEqual([]);
    expect(await stores().signals.has(signal)).toBe(false);
  });

  test('the first tombstone of an event stays', async () => {
    const first = { target: fresh(), by: fresh(), at: 1, reason: '录入错误' };
    await stores().signals.bury(first);
    await stores().signals.bury({ ...first, by: fresh(), at: 2 });
    expect(await stores().signals.tombstones([first.target, fresh()])).toEqual(new Map([[first.target, first]]));
  });

  test('an event left its row as a signal or as a mark', async () => {
    const signal = makeExpense();
    const mark = { person: fresh('R#'), eventKey: fresh(), storedAt: 5 };
    await stores().signals.record([{ signal, township }], [mark]);
    expect(await stores().signals.has(signal)).toBe(true);
    expect(await stores().signals.has({ ...signal, eventKey: fresh() })).toBe(false);
    expect(await stores().signals.has(mark)).toBe(true);
    expect(await stores().signals.has({ ...mark, eventKey: fresh() })).toBe(false);
  });

  test('those with aid are found by township and the month it counts in', async () => {
    const here = freshTownship();
    const person = fresh('p-');
    const rows = [
      makeGrant({ person, on: '2026-10-10' }),
      makeGrant({ person, on: '2026-10-31' }),
      makeGrant({ on: '2026-11-02', period: '2026-10' }),
      makeGrant({ on: '2026-11-01' }),
      makeExpense({ on: '2026-10-10' }),
    ];
    await stores().signals.record(rows.map((signal) => ({ signal, township: here })));
    const october = await stores().signals.benefiting(here, '2026-10', '2026-10');
    expect(october.sort()).toEqual([person, rows[2]?.person].sort());
    expect(await stores().signals.benefiting(here, '2026-11', '2026-11')).toEqual([rows[3]?.person]);
    expect(await stores().signals.benefiting(freshTownship(), '2026-01', '2026-12')).toEqual([]);
  });
};
