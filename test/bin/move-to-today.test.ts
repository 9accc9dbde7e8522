import { describe, expect, it } from 'vitest';
import { movedToToday, SAMPLES_END } from '../../bin/move-to-today.ts';

const event = (overrides: object) => ({ id: 'a', time: '2026-11-12T16:20:00+08:00', data: {}, ...overrides });

describe('samples moved to today', () => {
  it('keep the days between what happened, when it was told, and the other samples', () => {
    const data = { settledOn: '2026-11-10', stay: [{ from: '2026-10-31' }] };
    expect(movedToToday([event({ data })], '2027-03-20')).toEqual([
      {
        id: 'a-20270320',
        time: '2027-03-12T16:20:00+08:00',
        data: { settledOn: '2027-03-10', stay: [{ from: '2027-02-28' }] },
      },
    ]);
  });

  it('keep naming what they take back or correct', () => {
    const retracts = { source: '//health.gansu', id: 'b' };
    expect(movedToToday([event({ supersedes: 'c', data: { retracts } })], '2026-11-21')).toMatchObject([
      { supersedes: 'c-20261121', data: { retracts: { source: '//health.gansu', id: 'b-20261121' } } },
    ]);
  });

  it('leave ids inside the data alone, and what is no day', () => {
    const data = { settlementId: 'S-1', household: { id: 'H-1' }, schoolYear: '2026-2027', period: '2026-10' };
    expect(movedToToday([event({ data })], '2027-03-02')).toMatchObject([{ data }]);
  });

  it('stay on their days where today is the day they end', () => {
    expect(movedToToday([event({})], SAMPLES_END)).toMatchObject([{ time: event({}).time }]);
  });

  it('may be anything: what is no event stays what it is', () => {
    expect(movedToToday([7, 'x', null], '2027-03-02')).toEqual([7, 'x', null]);
  });
});
