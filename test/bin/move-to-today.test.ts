import { describe, expect, it } from 'vitest';
import { movedToToday } from '../../bin/move-to-today.ts';

const event = (overrides: object) => ({ id: 'a', time: '2026-11-12T16:20:00+08:00', data: {}, ...overrides });

describe('samples moved to today', () => {
  it('keep the days between what happened and when it was told', () => {
    const [moved] = movedToToday(
      [event({ data: { settledOn: '2026-11-10', stay: [{ from: '2026-10-31' }] } })],
      '2027-03-02',
    );
    expect(moved).toEqual({
      id: 'a-20270302',
      time: '2027-03-02T16:20:00+08:00',
      data: { settledOn: '2027-02-28', stay: [{ from: '2027-02-18' }] },
    });
  });

  it('keep naming what they take back or correct', () => {
    const retracts = { source: '//health.gansu', id: 'b' };
    const [moved] = movedToToday([event({ supersedes: 'c', data: { retracts } })], '2026-11-13');
    expect(moved).toMatchObject({
      supersedes: 'c-20261113',
      data: { retracts: { source: '//health.gansu', id: 'b-20261113' } },
    });
  });

  it('leave ids inside the data alone, and what is no day', () => {
    const data = { settlementId: 'S-1', household: { id: 'H-1' }, schoolYear: '2026-2027', period: '2026-10' };
    expect(movedToToday([event({ data })], '2027-03-02')).toMatchObject([{ data }]);
  });

  it('are moved all by the same, by the newest of them', () => {
    const events = [event({ time: '2026-11-01T09:00:00+08:00' }), event({})];
    expect(movedToToday(events, '2026-11-20')).toMatchObject([
      { time: '2026-11-09T09:00:00+08:00' },
      { time: '2026-11-20T16:20:00+08:00' },
    ]);
  });

  it('stay as they are where nothing says when', () => {
    expect(movedToToday([{ id: 'a' }, 'x'], '2026-11-20')).toEqual([{ id: 'a' }, 'x']);
  });
});
