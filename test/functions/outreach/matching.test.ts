import { beforeEach, describe, expect, it } from 'vitest';
import { at } from '../../domain/signals.ts';
import {
  COUNTY,
  countyStaff,
  FIRST,
  OTHER_COUNTY,
  type OutreachHub,
  organisation,
  outreachHub,
  SECOND,
  townshipStaff,
} from './hub.ts';

const OFFER = {
  kind: 'care',
  organisation: '县志愿者协会',
  contact: '周会长 0870-5550123',
  where: [COUNTY],
  capacity: { households: 2, per: 'month' },
  until: '2026-12-31',
} as const;
let hub: OutreachHub;

const offer = async (change: Record<string, unknown> = {}): Promise<string> =>
  (await hub.ask('POST', '/v1/offers', { as: organisation, body: { ...OFFER, ...change } })).body.id;
const need = async (subject = 'h-1', change: Record<string, unknown> = {}): Promise<string> => {
  const body = { subject, kind: 'care', since: '2026-10-01', ...change };
  return (await hub.ask('POST', '/v1/needs', { as: countyStaff, body })).body.id;
};
const match = (id: string, to: string, version = 1) =>
  hub.ask('POST', `/v1/needs/${id}/match`, {
    as: countyStaff,
    body: { offer: to, handover: '周六上午,找村口小卖部带路', version },
  });

beforeEach(async () => {
  hub = outreachHub();
  for (let i = 1; i <= 6; i++) await hub.settle(i % 2 ? FIRST : SECOND, ['dibao'], `h-${i}`);
  await hub.settle(OTHER_COUNTY, ['dibao'], 'h-9');
  hub.clock.at = at('2026-10-09');
});

describe('offers', () => {
  it('are made by an organisation for one county, and found by all who work there', async () => {
    const id = await offer();
    const { body } = await hub.ask('GET', '/v1/offers', { as: townshipStaff, query: 'kind=care' });
    expect(body.items).toMatchObject([{ id, kindName: '照料', free: 2, where: [{ code: `${COUNTY}000` }] }]);
    const elsewhere = await hub.ask('GET', '/v1/offers', { as: { role: 'township', division: OTHER_COUNTY } });
    expect(elsewhere.body.items).toEqual([]);
    const province = await hub.ask('GET', '/v1/offers', { as: { role: 'province', division: '53' } });
    expect(province.body.items).toHaveLength(1);
  });

  it.each([
    ['two counties', { where: [FIRST, OTHER_COUNTY] }, 422, 'where'],
    ['a whole prefecture', { where: ['530600'] }, 422, 'where'],
    ['another province', { where: ['510104'] }, 422, 'where'],
    ['a day that is past', { until: '2026-10-08' }, 422, 'until'],
    ['a seat in another county', { seat: OTHER_COUNTY }, 422, 'seat'],
    ['no household', { capacity: { households: 0, per: 'month' } }, 422, 'capacity.households'],
  ])('are refused for %s', async (_, change, status, path) => {
    const refused = await hub.ask('POST', '/v1/offers', { as: organisation, body: { ...OFFER, ...change } });
    expect(refused).toMatchObject({ status, body: { errors: [{ path }] } });
  });

  it('are no business of another county', async () => {
    const as = { role: 'social-worker', division: OTHER_COUNTY.slice(0, 6) } as const;
    expect((await hub.ask('POST', '/v1/offers', { as, body: OFFER })).status).toBe(404);
  });

  it('made twice under one key are one; other content is refused', async () => {
    const asking = { as: organisation, body: OFFER, headers: { 'idempotency-key': 'k-1' } };
    const [first, again] = [await hub.ask('POST', '/v1/offers', asking), await hub.ask('POST', '/v1/offers', asking)];
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    const other = await hub.ask('POST', '/v1/offers', { ...asking, body: { ...OFFER, kind: 'meals' } });
    expect(other.status).toBe(409);
  });

  it('are closed by whoever made them or by the office, and stand on no list then', async () => {
    const id = await offer();
    const stranger = { ...organisation, sub: 's-others' };
    const body = { reason: '人手不够', version: 1 };
    expect((await hub.ask('POST', `/v1/offers/${id}/close`, { as: stranger, body })).status).toBe(404);
    expect((await hub.ask('POST', `/v1/offers/${id}/close`, { as: organisation, body })).body.status).toBe('closed');
    expect((await hub.ask('GET', '/v1/offers', { as: countyStaff })).body.items).toEqual([]);
    const twice = await hub.ask('POST', `/v1/offers/${id}/close`, { as: organisation, body: { ...body, version: 2 } });
    expect(twice).toMatchObject({ status: 409, body: { openActs: [] } });
  });
});

describe('needs', () => {
  it('are named to the office, and never to an organisation', async () => {
    const id = await need('h-1', { note: '老伴刚去世' });
    const office = await hub.ask('GET', `/v1/needs/${id}`, { as: townshipStaff });
    expect(office.body).toMatchObject({ subject: 'h-1', maskedName: '王**', note: '老伴刚去世', division: FIRST });
    const { body, text } = await hub.ask('GET', `/v1/needs/${id}`, { as: organisation });
    expect(body).toMatchObject({ id, kindName: '照料', openActs: [] });
    expect(text).not.toMatch(/h-1|王|老伴/);
  });

  it('stand on the township’s list in the order of waiting, and nowhere else', async () => {
    await need('h-1', { since: '2026-10-05' });
    await need('h-3', { since: '2026-10-02' });
    await need('h-2');
    const { body } = await hub.ask('GET', '/v1/needs', { as: townshipStaff, query: 'status=open' });
    expect(body.items.map(({ subject }: { subject: string }) => subject)).toEqual(['h-3', 'h-1']);
    const other = { role: 'township', division: OTHER_COUNTY } as const;
    expect((await hub.ask('GET', '/v1/needs', { as: other })).body.items).toEqual([]);
    expect(
      (await hub.ask('POST', '/v1/needs', { as: other, body: { subject: 'h-1', kind: 'care', since: '2026-10-01' } }))
        .status,
    ).toBe(404);
  });
});

describe('matching', () => {
  it('hands over a need, serves it, and shows the organisation only what was handed over', async () => {
    const [to, id] = [await offer(), await need()];
    const { body: found } = await hub.ask('GET', `/v1/needs/${id}/matches`, { as: townshipStaff });
    expect(found.items.map((each: { id: string }) => each.id)).toEqual([to]);
    expect((await match(id, to)).body).toMatchObject({ status: 'matched', match: { organisation: '县志愿者协会' } });
    const seen = await hub.ask('GET', `/v1/offers/${to}`, { as: organisation });
    expect(seen.body).toMatchObject({ free: 1, places: [{ need: id, handover: '周六上午,找村口小卖部带路' }] });
    expect(seen.text).not.toMatch(/h-1|王/);
    const plain = await hub.ask('GET', `/v1/needs/${id}`, { as: organisation });
    expect([plain.body.openActs, plain.text]).toEqual([['served'], expect.not.stringContaining('小卖部')]);
    const stranger = await hub.ask('GET', `/v1/offers/${to}`, { as: { ...organisation, sub: 's-others' } });
    expect(stranger.body.places).toEqual([]);
    const served = await hub.ask('POST', `/v1/needs/${id}/served`, {
      as: organisation,
      body: { on: '2026-10-09', note: '打扫、量血压', version: 2 },
    });
    expect(served.body).toMatchObject({ status: 'served', openActs: [] });
    const after = await hub.ask('GET', `/v1/offers/${to}`, { as: organisation });
    expect(after.body).toMatchObject({ free: 1, places: [{ servedOn: '2026-10-09' }] });
  });

  it('never overbooks, however many come at once', async () => {
    const to = await offer();
    const ids = await Promise.all([1, 2, 3, 4, 5, 6].map((i) => need(`h-${i}`)));
    const answers = await Promise.all(ids.map((id) => match(id, to)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.openActs).toEqual(['match', 'close']);
    expect((await hub.ask('GET', `/v1/offers/${to}`, { as: organisation })).body.free).toBe(0);
  });

  it('takes a need back and gives the place to another; the next month has new places', async () => {
    const to = await offer({ capacity: { households: 1, per: 'month' } });
    const [first, second] = [await need('h-1'), await need('h-2')];
    await match(first, to);
    expect((await match(second, to)).body.detail).toBe('对方这一期的名额已满');
    await hub.ask('POST', `/v1/needs/${first}/unmatch`, { as: countyStaff, body: { reason: '没有人手', version: 2 } });
    expect((await match(second, to)).status).toBe(200);
    hub.clock.at = at('2026-11-01');
    expect((await match(first, to, 3)).status).toBe(200);
  });

  it('frees a place that a crash left behind', async () => {
    const to = await offer({ capacity: { households: 1, per: 'month' } });
    const [first, second] = [await need('h-1'), await need('h-2')];
    const { put } = hub.ports.needs;
    hub.ports.needs = { ...hub.ports.needs, put: () => Promise.reject(new Error('killed')) };
    expect((await match(first, to)).status).toBe(500);
    hub.ports.needs = { ...hub.ports.needs, put };
    expect((await match(second, to)).status).toBe(409);
    hub.clock.at += 60_000;
    expect((await match(second, to)).status).toBe(200);
    expect((await match(first, to)).status).toBe(409);
  });

  it('finds nothing across the county’s border', async () => {
    const [to, id] = [await offer(), await need('h-1')];
    const body = { subject: 'h-9', kind: 'care', since: '2026-10-01' };
    const province = { role: 'province', division: '53' } as const;
    const far = (await hub.ask('POST', '/v1/needs', { as: province, body })).body.id;
    expect((await hub.ask('GET', `/v1/needs/${far}/matches`, { as: province })).body.items).toEqual([]);
    const refused = await hub.ask('POST', `/v1/needs/${far}/match`, { as: province, body: { offer: to, version: 1 } });
    expect(refused.body.detail).toBe('对方不在这个乡镇服务');
    const closed = { reason: '子女接走', version: 1 };
    expect((await hub.ask('POST', `/v1/needs/${id}/close`, { as: countyStaff, body: closed })).body.status).toBe(
      'closed',
    );
  });

  it.each([
    ['match', organisation, 403],
    ['unmatch', organisation, 403],
    ['served', { role: 'hotline', division: COUNTY } as const, 403],
  ])('%s is not for everybody', async (act, as, status) => {
    const id = await need();
    const bodies = { match: { offer: 'f-1' }, unmatch: { reason: '收回' }, served: { on: '2026-10-09' } };
    const body = Object.entries(bodies).find(([name]) => name === act)?.[1];
    expect((await hub.ask('POST', `/v1/needs/${id}/${act}`, { as, body: { ...body, version: 1 } })).status).toBe(
      status,
    );
  });
});
