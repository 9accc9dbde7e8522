import { beforeEach, describe, expect, it } from 'vitest';
import { startOf } from '../../../domain/shanghai-day.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import { codeOf, issueStatement } from '../../../functions/shared/issue-statement.ts';
import type { Staff } from '../../../functions/shared/staff-token.ts';
import { doorKeyOf } from '../../../functions/shared/statement-door.ts';
import type { IssuedStatement } from '../../../functions/shared/statements.ts';
import { doorRoutes } from '../../../functions/show-statement/door-routes.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

const hotline: Staff = { sub: 'h-1', role: 'hotline', division: '621122000' };
let hub: ReturnType<typeof memoryHub>;
let issued: IssuedStatement;
let key: string;
let code: string;

beforeEach(async () => {
  hub = memoryHub();
  await hub.take(makeEvent('roster', { data: { household: undefined } }), makeEvent('benefit-granted'));
  const subject = await hub.personId(makePerson().idNumber);
  const period = { from: '2026-10-01', to: '2026-12-31' };
  const made = await issueStatement(hub.ports, { subject, period, scheduled: true, tell: true });
  if (!made) throw new Error('nobody lives there');
  issued = made.issued;
  key = doorKeyOf(hub.ports.hasher, issued);
  code = codeOf(hub.ports.hasher, issued);
});

async function ask(
  routeKey: string,
  { as = hotline, body, id = '' }: { as?: Staff; body?: unknown; id?: string } = {},
) {
  const routes = doorRoutes({ ...hub.ports, staff: async () => as });
  const request = { pathParameters: { id }, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const answer = await onHttp(routes)(gatewayEvent(routeKey, request), gatewayContext());
  return { status: answer.statusCode, body: JSON.parse(answer.body ?? '{}') };
}
const lookUp = (typed: string, as?: Staff) =>
  ask('POST /v1/statements/lookup', { body: { code: typed }, ...(as && { as }) });
const renew = (as?: Staff) => ask('POST /v1/statements/{id}/renew', { id: issued.id, ...(as && { as }) });

describe('somebody rings with the sheet in hand', () => {
  it('the hotline finds it by its code, masked, with how its door stands, and that is written down', async () => {
    for (let tried = 0; tried < 5; tried++) await hub.ports.statements.wrongTry(key);
    const found = await lookUp(`${code.slice(0, 4)} ${code.slice(4)}`);
    expect(found).toMatchObject({ status: 200, body: { id: issued.id, door: 'locked', label: '2026年10月至12月' } });
    expect(found.body.maskedName).toMatch(/^.\*+$/);
    expect(await hub.ports.accessLog.of(issued.subject)).toMatchObject([{ action: 'statement.lookup', who: 'h-1' }]);
  });

  it.each([
    ['of another county', { ...hotline, division: '621121000' }, 404],
    ['whose role may not unlock', { ...hotline, role: 'auditor' }, 403],
  ] as const)('staff %s find nothing', async (_, as, status) => {
    expect((await lookUp(code, as)).status).toBe(status);
  });

  it('a code of nobody is not found, and what is no code is refused', async () => {
    expect((await lookUp(code === '00000000' ? '00000001' : '00000000')).status).toBe(404);
    expect((await lookUp('1234567')).status).toBe(422);
  });
});

describe('a door that has expired', () => {
  it('is opened again by the office for half a year, with the code that stands on the paper', async () => {
    hub.time.now = startOf('2027-05-05');
    expect((await lookUp(code)).body.door).toBe('expired');
    expect(await renew()).toEqual({
      status: 200,
      body: { id: issued.id, door: 'open', openUntil: '2027-11-05T00:00:00+08:00' },
    });
    expect(await hub.ports.statements.door(key)).toMatchObject({ tries: 0, expiresAt: startOf('2027-11-05') });
    expect((await lookUp(code)).body.door).toBe('open');
  });

  it('whose code has become another’s stays shut, and says what to do', async () => {
    hub.ports.statements.renew = async () => false;
    expect(await renew()).toMatchObject({ status: 409, body: { detail: expect.stringContaining('新开一张') } });
  });

  it('of another county is not found', async () => {
    expect((await renew({ ...hotline, division: '621121000' })).status).toBe(404);
  });
});
