import { beforeEach, describe, expect, it } from 'vitest';
import { onHttp } from '../../../functions/shared/http.ts';
import { HttpProblem } from '../../../functions/shared/problem.ts';
import type { Staff } from '../../../functions/shared/staff-token.ts';
import { showStatement } from '../../../functions/show-statement/handler.ts';
import { openTypefaces } from '../../../functions/show-statement/typefaces.ts';
import { statementPage } from '../../../functions/statement-page/handler.ts';
import { statementFonts } from '../../../lib/fonts.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

let hub: ReturnType<typeof memoryHub>;
let staff: Staff;
let person: string;

beforeEach(async () => {
  hub = memoryHub();
  staff = { sub: 'clerk-1', role: 'township', division: '621122105' };
  await hub.take(makeEvent('roster', { data: { household: undefined } }), makeEvent('benefit-granted'));
  person = await hub.personId(makePerson().idNumber);
});

const ask = async (
  routeKey: string,
  id: string,
  { accept = 'application/json', body }: { accept?: string; body?: unknown } = {},
) => {
  const routes = showStatement({
    ...hub.ports,
    staff: async () => staff,
    typefaces: async () => openTypefaces(await statementFonts()),
  });
  const request = {
    pathParameters: { id },
    headers: { accept },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  const answer = await onHttp(routes)(gatewayEvent(routeKey, request), gatewayContext());
  const text = answer.isBase64Encoded
    ? Buffer.from(answer.body ?? '', 'base64').toString('latin1')
    : (answer.body ?? '');
  return { status: answer.statusCode, type: String(answer.headers?.['content-type']), text };
};
const made = async () => {
  const { text } = await ask('POST /v1/people/{id}/statements', person, {
    body: { from: '2026-10-01', to: '2026-12-31', tell: true },
  });
  return String(JSON.parse(text).id);
};

describe('somebody who lives in a household', () => {
  const sheetFor = async (body: Record<string, unknown>, id: string) => {
    const { status, text } = await ask('POST /v1/people/{id}/statements', id, {
      body: { from: '2026-10-01', to: '2026-12-31', ...body },
    });
    return { status, made: JSON.parse(text) };
  };
  beforeEach(async () => {
    await hub.take(makeEvent('roster', { id: 'joins', time: '2026-11-05T09:40:00+08:00' }));
  });

  it.each([
    [{}, /^h-/, '家'],
    [{ for: 'household' }, /^h-/, '家'],
    [{ for: 'person' }, /^p-/, ''],
  ])('has the sheet that is asked for: %j', async (body, id, home) => {
    const { status, made } = await sheetFor(body, person);
    expect([status, made.id]).toEqual([201, expect.stringMatching(id)]);
    const { name = '' } = makePerson();
    expect(made.heading).toContain(` · ${name}${home} · 2026年10月至12月`);
    const page = await ask('GET /v1/statements/{id}', made.id, { accept: 'text/html' });
    expect(page.text).toContain(home ? '各部门给您家的帮扶' : '各部门给您的帮扶');
    expect(page.text).toContain(home ? '单子上有您家的情况' : '单子上有您的情况');
  });

  it('a household is no person', async () => {
    const household = (await hub.ports.people.get([person])).get(person)?.household ?? '';
    expect((await sheetFor({ for: 'person' }, household)).status).toBe(422);
  });
});

describe('one statement', () => {
  it.each([
    ['application/json', 'application/json; charset=utf-8', '"fen":42050'],
    ['text/html,application/xhtml+xml', 'text/html; charset=utf-8', '420.50'],
    ['application/pdf', 'application/pdf', '%PDF-'],
  ])('as %s', async (accept, type, part) => {
    const answer = await ask('GET /v1/statements/{id}', await made(), { accept });
    expect([answer.status, answer.type]).toEqual([200, type]);
    expect(answer.text).toContain(part);
  });

  it('every look is written down', async () => {
    await ask('GET /v1/statements/{id}', await made());
    const looks = (await hub.ports.accessLog.of(person)).map(({ action, who }) => [action, who]);
    expect(looks).toEqual([
      ['statement.issue', 'clerk-1'],
      ['statement.read', 'clerk-1'],
    ]);
  });

  it('of another area does not exist', async () => {
    const id = await made();
    staff = { ...staff, division: '621121' };
    expect((await ask('GET /v1/statements/{id}', id)).status).toBe(404);
    expect((await ask('POST /v1/people/{id}/statements', person, { body: {} })).status).toBe(404);
  });

  it('is neither shown to nor made by a department; an auditor reads and makes none', async () => {
    const id = await made();
    staff = { ...staff, role: 'department' };
    expect((await ask('GET /v1/statements/{id}', id)).status).toBe(403);
    staff = { ...staff, role: 'auditor' };
    expect((await ask('GET /v1/statements/{id}', id)).status).toBe(200);
    expect((await ask('POST /v1/people/{id}/statements', person, { body: {} })).status).toBe(403);
  });

  it('a wrong period is named in Chinese', async () => {
    const answer = await ask('POST /v1/people/{id}/statements', person, {
      body: { from: '2026-12-31', to: '2026-10-01' },
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('截止日期不能早于起始日期');
  });
});

it('the office unlocks what five wrong tries have shut', async () => {
  const id = await made();
  const told = (await hub.ports.notices.of(person)).find(({ kind }) => kind === 'statement');
  const page = onHttp(statementPage(hub.ports));
  const enter = async (last4: string) => {
    const body = new URLSearchParams({ code: told?.values['查询码'] ?? '', last4 }).toString();
    return (await page(gatewayEvent('POST /q', { body }), gatewayContext())).statusCode;
  };
  for (let attempt = 0; attempt < 5; attempt++) await enter('0000');
  const right = makePerson().idNumber.slice(-4);
  expect(await enter(right)).toBe(423);
  expect((await ask('POST /v1/statements/{id}/unlock', id)).status).toBe(200);
  expect(await enter(right)).toBe(200);
});

it('without a valid token nothing is shown', async () => {
  const routes = showStatement({
    ...hub.ports,
    staff: () => Promise.reject(new HttpProblem(401, '请先登录')),
    typefaces: async () => openTypefaces(await statementFonts()),
  });
  const answer = await onHttp(routes)(
    gatewayEvent('GET /v1/statements/{id}', { pathParameters: { id: 'x' } }),
    gatewayContext(),
  );
  expect(answer.statusCode).toBe(401);
});
