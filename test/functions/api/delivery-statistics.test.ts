import { describe, expect, it } from 'vitest';
import { JICHUAN, MAYING, makeHub } from './hub.ts';

const auditor = { role: 'auditor', division: '62' } as const;
const PATH = '/v1/statistics/delivery';

function counted() {
  const hub = makeHub();
  hub.stores.counters.count(MAYING, '2026-11-02', { 'sms-sent#aliyun': 8, 'sms-delivered#aliyun': 6, 'raised#red': 1 });
  hub.stores.counters.count(MAYING, '2026-11-05', { 'sms-failed#aliyun#off': 1, 'sms-failed#none#no-phone': 2 });
  hub.stores.counters.count(JICHUAN, '2026-11-05', {
    'sms-sent#mas': 2,
    'sms-unknown#mas': 1,
    'call-made': 3,
    'call-reached': 1,
  });
  return hub;
}

describe(`GET ${PATH}`, () => {
  it('sums what became of messages and calls', async () => {
    const { status, body } = await counted().ask('GET', PATH, { as: auditor, query: 'division=621121' });
    expect(status).toBe(200);
    expect(body).toEqual({
      division: '621121000',
      place: '甘肃省定西市通渭县',
      from: '2026-11-01',
      to: '2026-11-05',
      total: {
        sent: 10,
        delivered: 6,
        failed: 3,
        unknown: 1,
        called: 3,
        reached: 1,
        givenUp: 0,
        arrived: { part: 6, of: 10, percent: 60 },
        failures: { limit: 0, 'no-phone': 2, 'no-number': 0, off: 1, refused: 0, provider: 0, other: 0 },
      },
      lines: [],
    });
  });

  it('by provider, with what was never handed to any', async () => {
    const { body } = await counted().ask('GET', PATH, { as: auditor, query: 'by=provider' });
    expect(body.lines).toMatchObject([
      { key: 'aliyun', name: '阿里云短信', sent: 8, failed: 1 },
      { key: 'none', name: '没有交给短信平台', sent: 0, failed: 2 },
      { key: 'mas', name: '移动云MAS', sent: 2, unknown: 1 },
    ]);
  });

  it('by reason, each with the whole that it is of', async () => {
    const { body } = await counted().ask('GET', PATH, { as: auditor, query: 'by=failure' });
    expect(body.lines).toContainEqual({
      key: 'off',
      name: '关机、停机或不在服务区',
      failed: { part: 1, of: 3, percent: 33.3 },
    });
    expect(body.lines).toHaveLength(7);
  });

  it('by division, day and month', async () => {
    const hub = counted();
    const lines = async (query: string) => (await hub.ask('GET', PATH, { as: auditor, query })).body.lines;
    expect(await lines('division=621121&by=division')).toContainEqual(
      expect.objectContaining({ key: MAYING, name: '马营镇', sent: 8, delivered: 6 }),
    );
    expect(await lines('by=day')).toMatchObject([{ sent: 0 }, { sent: 8 }, { sent: 0 }, { sent: 0 }, { sent: 2 }]);
    expect(await lines('by=month')).toMatchObject([{ key: '2026-11', sent: 10 }]);
  });

  it('as a sheet with every reason in a column', async () => {
    const asking = { as: auditor, query: 'division=621121&by=division', headers: { accept: 'text/csv' } };
    const { text } = await counted().ask('GET', PATH, asking);
    const [headings, total] = text.split('\r\n');
    expect(headings).toContain('名称,已发出,已送达,送达率(%),没有送到,其中:到了限额,其中:没有能收短信的手机');
    expect(total).toBe('621121000,甘肃省定西市通渭县合计,10,6,60.0,3,0,2,0,1,0,0,0,1,3,1,0');
    const reasons = await counted().ask('GET', PATH, { ...asking, query: 'by=failure' });
    expect(reasons.text).toContain('\r\noff,关机、停机或不在服务区,1,3,33.3\r\n');
  });

  it('stays apart from the warnings’ levels, and is nobody else’s', async () => {
    const hub = counted();
    const levels = await hub.ask('GET', '/v1/statistics', { as: auditor, query: 'by=level' });
    expect(levels.body.lines.map(({ key }: { key: string }) => key)).not.toContain('aliyun');
    expect(await hub.ask('GET', PATH, { as: { role: 'village', division: '621121101202' } })).toMatchObject({
      status: 403,
    });
    const elsewhere = { as: { role: 'county', division: '621122' }, query: 'division=621121' } as const;
    expect(await hub.ask('GET', PATH, elsewhere)).toMatchObject({ status: 404 });
  });
});
