import { beforeEach, describe, expect, it } from 'vitest';
import { startOf } from '../../../domain/shanghai-day.ts';
import { uploadSubject } from '../../../domain/upload.ts';
import { countReceived } from '../../../functions/shared/department-totals.ts';
import { NOW } from '../../factories.ts';
import { makeUpload } from '../../uploads.ts';
import { civilAffairs, insurance, uploadsHub } from './hub.ts';

const TONGWEI = { department: 'medical-insurance', area: '621121' };
let hub: ReturnType<typeof uploadsHub>;
beforeEach(() => {
  hub = uploadsHub();
});

const totals = (query = '', as = insurance) => hub.ask('GET', '/v1/departments/me/totals', { as, query });
const rows = (read: number, accepted: number, unchanged = 0, duplicate = 0, rejected = 0) => ({
  read,
  accepted,
  unchanged,
  duplicate,
  rejected,
});
const file = (id: string, overrides: Parameters<typeof makeUpload>[0] = {}) =>
  hub.stores.uploads.put(makeUpload({ id, status: 'done', ...overrides }));
const medical = (fate: 'accepted' | 'duplicate' | 'rejected') => ({ type: 'medical-expense', fate }) as const;

describe('my month', () => {
  it('is empty for whoever sent nothing', async () => {
    const { status, body } = await totals();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      month: '2026-11',
      departmentName: '医保',
      division: '621121000',
      place: '通渭县',
      total: { sent: 0, accepted: 0, unchanged: 0, duplicate: 0, rejected: 0 },
      byType: [],
      days: [],
    });
  });

  it('adds what came by itself and what came in files, by type and day', async () => {
    await countReceived(
      hub.stores.counters,
      TONGWEI,
      [medical('accepted'), medical('accepted'), medical('rejected')],
      NOW,
    );
    await countReceived(
      hub.stores.counters,
      TONGWEI,
      [medical('duplicate'), { type: 'unknown', fate: 'rejected' }],
      NOW + 86_400_000,
    );
    await file('u-1', { rows: rows(10, 5, 3, 1, 1) });
    await file('u-2', { rows: rows(2, 2), type: 'medical-burden' });
    const { body } = await totals();
    expect(body.total).toEqual({ sent: 17, accepted: 9, unchanged: 3, duplicate: 2, rejected: 3 });
    expect(body.byType.map((line: { type: string; sent: number }) => [line.type, line.sent])).toEqual([
      ['medical-expense', 14],
      ['unknown', 1],
      ['medical-burden', 2],
    ]);
    expect(
      body.days.map((line: { day: string; type: string; via: string; sent: number; files: number }) =>
        [line.day, line.type, line.via, line.sent, line.files].join(' '),
      ),
    ).toEqual([
      '2026-11-06 medical-expense api 1 0',
      '2026-11-06 unknown api 1 0',
      '2026-11-05 medical-expense api 3 0',
      '2026-11-05 medical-expense file 10 1',
      '2026-11-05 medical-burden file 2 1',
    ]);
    for (const line of [body.total, ...body.byType, ...body.days])
      expect(line.accepted + line.unchanged + line.duplicate + line.rejected).toBe(line.sent);
  });

  it('counts a file that is being read as far as it is read, and neither a trial nor what was taken back', async () => {
    await file('u-1', { status: 'reading', rows: rows(500, 499, 0, 0, 1) });
    await file('u-2', { dryRun: true, rows: rows(500, 500) });
    await file('u-3', { status: 'withdrawn', rows: rows(500, 500) });
    await file('u-4', { status: 'withdrawing', rows: rows(500, 500) });
    await file('u-5', { status: 'lapsed' });
    expect((await totals()).body.total).toEqual({ sent: 500, accepted: 499, unchanged: 0, duplicate: 0, rejected: 1 });
  });

  it('begins and ends at midnight in Shanghai', async () => {
    const [first, next] = [startOf('2026-10-01'), startOf('2026-11-01')];
    for (const at of [first - 1, first, next - 1, next])
      await countReceived(hub.stores.counters, TONGWEI, [medical('accepted')], at);
    expect((await totals('month=2026-10')).body.total.sent).toBe(2);
  });

  it('shows a department its own, in its area', async () => {
    await countReceived(hub.stores.counters, TONGWEI, [medical('accepted')], NOW);
    await countReceived(hub.stores.counters, { ...TONGWEI, area: '621122' }, [medical('accepted')], NOW);
    await countReceived(hub.stores.counters, { ...TONGWEI, area: '621121000' }, [medical('accepted')], NOW);
    expect((await totals()).body.total.sent).toBe(2);
    expect((await totals('', civilAffairs)).body.total.sent).toBe(0);
    const dingxi = { ...insurance, division: '6211' };
    expect((await totals('division=621122', dingxi)).body.total.sent).toBe(1);
    expect((await totals('division=6212')).status).toBe(404);
    expect((await totals('', { ...insurance, role: 'county' })).status).toBe(403);
    expect((await hub.ask('GET', '/v1/departments/me/totals')).status).toBe(401);
  });

  it('answers the department’s own system too', async () => {
    await countReceived(hub.stores.counters, TONGWEI, [medical('accepted')], NOW);
    const { status, body } = await hub.ask('GET', '/v1/departments/me/totals', {
      keyOf: '621121',
      query: 'month=2026-11',
    });
    expect([status, body.total.sent]).toEqual([200, 1]);
  });

  it.each(['2026-13', '2026', '十月'])('refuses month=%s', async (month) => {
    expect((await totals(`month=${encodeURIComponent(month)}`)).status).toBe(400);
  });
});

describe('what is expected', () => {
  it('says until when, whether it came, and what to do where there is nothing', async () => {
    expect((await totals()).body.expected).toEqual([
      {
        types: [
          { type: 'medical-expense', typeName: '医疗费用结算' },
          { type: 'medical-burden', typeName: '医疗费用累计清单' },
        ],
        from: '2026-11-01',
        dueOn: '2026-11-30',
        came: false,
        overdue: false,
        text: '医疗费用结算或医疗费用累计清单应在11月30日前报,还没有报来;这次没有的话,传一个空表就行',
      },
    ]);
  });

  it('is there once one of its types came, and late once its day is over', async () => {
    const [late] = (await totals('month=2026-10')).body.expected;
    expect(late).toMatchObject({ dueOn: '2026-10-30', came: false, overdue: true });
    await file('u-1', { rows: rows(3, 0, 3), type: 'medical-burden' });
    expect((await totals()).body.expected).toMatchObject([{ came: true, overdue: false }]);
  });

  it('of once a year looks back to where its time began', async () => {
    const education = { ...insurance, department: 'education' };
    hub.time.now = startOf('2026-10-20');
    const whose = { department: 'education', area: '621121000' };
    const createdAt = startOf('2026-08-20');
    const subject = uploadSubject(whose, '2026-08-20');
    await file('u-1', { ...whose, type: 'university-admission', createdAt, subject, rows: rows(3, 3) });
    const { body } = await totals('', education);
    expect(body.expected).toMatchObject([{ from: '2026-08-15', dueOn: '2026-10-31', came: true }]);
    expect(body.total.sent).toBe(0);
  });
});
