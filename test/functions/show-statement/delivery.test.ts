import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { buildStatement } from '../../../domain/statement.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import type { Staff } from '../../../functions/shared/staff-token.ts';
import { statementPage } from '../../../functions/show-statement/answers.ts';
import { showStatement } from '../../../functions/show-statement/handler.ts';
import { order } from '../../domain/statement-records.ts';
import { NOW } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';
import { makeIssued, makeRecord } from '../shared/contract/records.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

const TOWNSHIP = '621122105';
const [NEAR, FAR] = [`${TOWNSHIP}201`, `${TOWNSHIP}203`];
const SLIP = { deliveredOn: '2026-11-05', to: 'family', name: '李明', relation: '儿子', method: 'by-hand' };

let hub: ReturnType<typeof memoryHub>;
let staff: Staff;

beforeEach(async () => {
  hub = memoryHub();
  staff = { sub: 'v-1', role: 'village', division: NEAR };
  for (const [id, area] of [
    ['p-1', NEAR],
    ['p-2', NEAR],
    ['p-3', FAR],
  ] as const) {
    await hub.ports.people.create(`v1:${id}`, makeRecord({ id, residence: { value: area, at: NOW } }));
    const statement = buildStatement(order());
    await hub.ports.statements.put(makeIssued({ subject: id, area, statement }), undefined);
  }
});

async function ask(routeKey: string, { id = '', query = '', body = {}, headers = {} }) {
  const typefaces = () => Promise.reject(new Error('nothing is printed here'));
  const routes = showStatement({ ...hub.ports, staff: async () => staff, typefaces });
  const request = { pathParameters: { id }, query, headers, body: JSON.stringify(body) };
  const answer = await onHttp(routes)(gatewayEvent(routeKey, request), gatewayContext());
  const parsed = z.looseObject({ detail: z.string().optional() }).parse(JSON.parse(answer.body ?? '{}'));
  return { status: answer.statusCode, body: parsed, etag: answer.headers?.['etag'] };
}
const list = async (query: string) => {
  const { body } = await ask('GET /v1/statements', { query: `period=2026-10&${query}` });
  return statementPage.parse(body);
};
const subjects = async (query: string) => (await list(query)).items.map(({ subject }) => subject);
const deliver = (subject: string, body: object, headers: Record<string, string> = { 'if-match': '"1"' }) =>
  ask('POST /v1/statements/{id}/delivered', { id: `${subject}.2026-10-01.2026-10-31`, body, headers });

describe('a sheet that was handed over', () => {
  it('is recorded by the village: who took it, for whom, and how; names are masked', async () => {
    const { status, body, etag } = await deliver('p-1', SLIP);
    expect([status, etag]).toEqual([200, '"2"']);
    expect(body).toMatchObject({
      version: 2,
      number: expect.stringMatching(/^Q2610-\d{8}$/),
      deliveries: [{ to: 'family', maskedName: '李*', relation: '儿子', by: 'v-1', deliveredOn: '2026-11-05' }],
    });
    expect(JSON.stringify(body)).not.toContain('李明');
    const looks = (await hub.ports.accessLog.of('p-1')).map(({ action }) => action);
    expect(looks).toEqual(['statement.delivered']);
  });

  it('leaves the list of what is still to be carried out', async () => {
    expect(await subjects('delivered=false')).toEqual(['p-1', 'p-2']);
    await deliver('p-1', SLIP);
    expect(await subjects('delivered=false')).toEqual(['p-2']);
    expect((await list('delivered=true')).items).toMatchObject([
      { subject: 'p-1', deliveredOn: '2026-11-05', version: 2 },
    ]);
  });

  it('changes nothing when it is said again, and refuses other words under the same key', async () => {
    const headers = { 'if-match': '"1"', 'idempotency-key': 'slip-17' };
    await deliver('p-1', SLIP, headers);
    expect((await deliver('p-1', SLIP, headers)).body).toMatchObject({ version: 2 });
    const other = await deliver('p-1', { ...SLIP, to: 'self' }, { ...headers, 'if-match': '"2"' });
    expect([other.status, other.body.detail]).toEqual([409, expect.stringContaining('Idempotency-Key')]);
  });

  it('is put right by saying it anew; what was said before stays', async () => {
    await deliver('p-1', SLIP);
    expect((await deliver('p-1', { ...SLIP, to: 'self' })).status).toBe(409);
    const after = await deliver('p-1', { deliveredOn: '2026-11-05', to: 'self', method: 'read-aloud', version: 2 }, {});
    expect(after.body).toMatchObject({ version: 3, deliveries: [{ to: 'family' }, { to: 'self' }] });
  });
});

it.each([
  [{ ...SLIP, deliveredOn: '2026-11-06' }, 422, 'deliveredOn'],
  [{ ...SLIP, name: undefined }, 422, 'name'],
  [{ ...SLIP, to: 'dog' }, 422, 'to'],
  [{ ...SLIP, amount: 1 }, 422, 'amount'],
])('%j is refused and named', async (body, status, path) => {
  const answer = await deliver('p-1', body);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toContain(path);
  expect(await subjects('delivered=true')).toEqual([]);
});

it('needs the version that was seen', async () => {
  expect((await deliver('p-1', SLIP, {})).status).toBe(428);
});

describe('what village staff may', () => {
  it('does not reach into the next village', async () => {
    expect((await deliver('p-3', SLIP)).status).toBe(404);
    expect((await ask('GET /v1/statements', { query: `period=2026-10&division=${FAR}` })).status).toBe(404);
  });

  it('is what social workers may too, and neither the hotline nor an auditor', async () => {
    staff = { ...staff, role: 'hotline', division: TOWNSHIP };
    expect((await deliver('p-1', SLIP)).status).toBe(403);
    staff = { ...staff, role: 'social-worker' };
    expect((await deliver('p-1', SLIP)).status).toBe(200);
  });
});

describe('the list', () => {
  it('finds the slip’s number, page by page, in the order in which sheets are printed', async () => {
    staff = { ...staff, role: 'township', division: TOWNSHIP };
    const { items, cursor } = await list('limit=2');
    expect(items.map(({ division, subject }) => [division, subject])).toEqual([
      [NEAR, 'p-1'],
      [NEAR, 'p-2'],
    ]);
    expect(await subjects(`limit=2&cursor=${cursor}`)).toEqual(['p-3']);
    expect(await subjects(`number=${items[1]?.number.toLowerCase()}`)).toEqual(['p-2']);
  });

  it('of a whole province goes county by county', async () => {
    staff = { ...staff, role: 'province', division: '62' };
    await hub.ports.statements.put(makeIssued({ subject: 'p-9', area: '620102001001', issuedAt: NOW }), undefined);
    const first = await list('limit=1');
    expect(first.items.map(({ subject }) => subject)).toEqual(['p-9']);
    expect(await subjects(`cursor=${first.cursor}`)).toEqual(['p-1', 'p-2', 'p-3']);
  });
});
