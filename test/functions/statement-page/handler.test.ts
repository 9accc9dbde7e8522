import { beforeEach, describe, expect, it } from 'vitest';
import { startOf } from '../../../domain/shanghai-day.ts';
import { askingOffice } from '../../../functions/shared/asking-office.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import { issueStatement } from '../../../functions/shared/issue-statement.ts';
import { doorKeyFor } from '../../../functions/shared/statement-door.ts';
import { statementPage } from '../../../functions/statement-page/handler.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

let hub: ReturnType<typeof memoryHub>;
let code: string;
let statement: string;
let subject: string;

beforeEach(async () => {
  hub = memoryHub();
  await hub.take(makeEvent('roster', { data: { household: undefined } }), makeEvent('benefit-granted'));
  subject = await hub.personId(makePerson().idNumber);
  const period = { from: '2026-10-01', to: '2026-12-31' };
  const made = await issueStatement(hub.ports, { subject, period, scheduled: true, tell: true });
  statement = made?.issued.id ?? '';
  const told = (await hub.ports.notices.of(subject)).find(({ kind }) => kind === 'statement');
  code = told?.values['查询码'] ?? '';
});

let address = '192.0.2.1';
const visit = async (routeKey: string, form?: Record<string, string>, pathParameters = {}) => {
  const pages = statementPage(hub.ports);
  const body = form && new URLSearchParams(form).toString();
  const event = gatewayEvent(routeKey, { pathParameters, ...(body && { body }) });
  event.requestContext.http.sourceIp = address;
  const answer = await onHttp(pages)(event, gatewayContext());
  return { status: answer.statusCode, body: answer.body ?? '', headers: answer.headers ?? {} };
};
const last4 = makePerson().idNumber.slice(-4);

describe('/q', () => {
  it('asks for both, without script or anything from elsewhere', async () => {
    const page = await visit('GET /q');
    expect(page.status).toBe(200);
    expect(page.body).toContain('身份证号码最后四位');
    expect(page.body).not.toMatch(/<script|https?:\/\//);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('opens with code and last four, full-width and blanks included, and writes it down', async () => {
    const typed = [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
    const page = await visit('POST /q', { code: `${typed.slice(0, 4)} ${typed.slice(4)}`, last4: ` ${last4} ` });
    expect(page.status).toBe(200);
    expect(page.body).toContain('420.50');
    expect(await hub.ports.accessLog.of(subject)).toMatchObject([{ action: 'statement.opened', who: 'recipient' }]);
  });

  it('locks after five wrong tries, says whom to call, and stays shut for the right ones', async () => {
    const statuses = [];
    for (let attempt = 0; attempt < 5; attempt++)
      statuses.push((await visit('POST /q', { code, last4: '0000' })).status);
    expect(statuses).toEqual([403, 403, 403, 403, 423]);
    const page = await visit('POST /q', { code, last4 });
    expect(page.status).toBe(423);
    expect(page.body).toContain('12345');
    await hub.ports.statements.unlock(hub.ports.hasher.scoped('code', code));
    expect((await visit('POST /q', { code, last4 })).status).toBe(200);
  });

  it('knows no other code, and repeats nothing that was typed', async () => {
    const page = await visit('POST /q', { code: '<b>1</b>', last4: '"><script>' });
    expect(page.status).toBe(404);
    expect(page.body).not.toContain('<b>');
    expect(page.body).not.toContain('<script>');
  });

  it('expires after half a year, to the day', async () => {
    hub.time.now = startOf('2027-05-05') - 1;
    expect((await visit('POST /q', { code, last4 })).status).toBe(200);
    hub.time.now = startOf('2027-05-05');
    expect((await visit('POST /q', { code, last4 })).status).toBe(410);
  });
});

describe('a door that is shut says whom to call', () => {
  it('the office of those people, and the helpline', async () => {
    for (let attempt = 0; attempt < 5; attempt++) await visit('POST /q', { code, last4: '0000' });
    const { landline, name } = askingOffice(hub.ports.province, '621122105');
    expect(landline).not.toBe('12345');
    expect((await visit('POST /q', { code, last4 })).body).toContain(`请打${landline}(${name}`);
    await hub.ports.statements.unlock(hub.ports.hasher.scoped('code', code));
    hub.time.now = startOf('2027-05-05');
    expect((await visit('POST /q', { code, last4 })).body).toMatch(new RegExp(`过期.*${landline}.*或12345`));
  });
});

describe('wrong entries from one place', () => {
  const wrongCode = () => (code === '00000000' ? '00000001' : '00000000');
  const hour = 3_600_000;
  beforeEach(async () => {
    address = '192.0.2.1';
    hub.time.now = Math.ceil(hub.time.now / hour) * hour;
    for (let entry = 0; entry < 59; entry++) await visit('POST /q', { code: wrongCode(), last4 });
  });

  it('sixty in an hour are taken, and then nothing until the hour is over, not even what is right', async () => {
    expect((await visit('POST /q', { code, last4 })).status).toBe(200);
    expect((await visit('POST /q', { code: wrongCode(), last4 })).status).toBe(404);
    hub.time.now += hour - 1;
    const page = await visit('POST /q', { code, last4 });
    expect([page.status, page.headers['retry-after']]).toEqual([429, '1']);
    expect(page.body).toContain('12345');
    hub.time.now += 1;
    expect((await visit('POST /q', { code, last4 })).status).toBe(200);
  });

  it('wrong last characters count too, through whatever door', async () => {
    expect((await visit('POST /q', { code, last4: '0000' })).status).toBe(403);
    expect((await visit('POST /q', { code, last4 })).status).toBe(429);
  });

  it('keep nobody elsewhere from theirs', async () => {
    await visit('POST /q', { code: wrongCode(), last4 });
    address = '192.0.2.2';
    expect((await visit('POST /q', { code, last4 })).status).toBe(200);
  });
});

describe('/s/{token}', () => {
  it('asks for the last four only, and shares the count of wrong tries', async () => {
    const token = doorKeyFor(hub.ports.hasher, code);
    expect((await visit('GET /s/{token}', undefined, { token })).body).not.toContain('name="code"');
    for (let attempt = 0; attempt < 4; attempt++) await visit('POST /q', { code, last4: '0000' });
    expect((await visit('POST /s/{token}', { last4: '0000' }, { token })).status).toBe(423);
  });

  it('a link that was made up leads nowhere', async () => {
    for (const token of ['AAAAAAAAAAAAAAAAAAAAAA', code, statement, '']) {
      const page = await visit('POST /s/{token}', { last4 }, { token });
      expect([page.status, page.body.includes('二维码')]).toEqual([404, true]);
    }
  });
});
