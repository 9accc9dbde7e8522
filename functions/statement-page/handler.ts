import { readLookUpCode } from '../../domain/look-up-code.ts';
import type { Province } from '../../domain/province.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { doorState, hourOf, MOST_WRONG_AN_HOUR, placeOf, triesLeft } from '../../domain/statement-door.ts';
import type { AccessLog } from '../shared/access-log.ts';
import { askingOffice } from '../shared/asking-office.ts';
import type { Clock } from '../shared/clock.ts';
import type { HttpRequest, HttpRoutes } from '../shared/http.ts';
import { type HttpAnswer, text } from '../shared/http-answer.ts';
import type { Hasher } from '../shared/sealing.ts';
import { doorKeyFor, doorKeyIn } from '../shared/statement-door.ts';
import { statementHtml } from '../shared/statement-sheet/html.ts';
import type { IssuedStatement, Statements } from '../shared/statements.ts';
import { type AskPage, askPage } from './ask-page.ts';

export interface StatementPagePorts {
  statements: Pick<Statements, 'door' | 'get' | 'wrongTry' | 'wrongFrom' | 'countWrongFrom'>;
  accessLog: Pick<AccessLog, 'record'>;
  hasher: Pick<Hasher, 'scoped'>;
  clock: Clock;
  province: Province;
}

const NO_SUCH_CODE = '没有查到。请核对查询码,一共8位数字。';
const NO_SUCH_LINK = '没有查到这张单子。请对着纸上的二维码再扫一次。';

/** What a recipient opens: the code from the message (or the sheet's own link), and the last four characters of the ID number. */
export const statementPage = (ports: StatementPagePorts): HttpRoutes => ({
  'GET /q': async () => ask(ports, 200, { asksCode: true }),
  'POST /q': async (request) => {
    const code = readLookUpCode(formOf(request).get('code') ?? '');
    return enter(ports, request, code && doorKeyFor(ports.hasher, code), { asksCode: true });
  },
  'GET /s/{token}': async () => ask(ports, 200, { asksCode: false }),
  'POST /s/{token}': async (request) =>
    enter(ports, request, doorKeyIn(request.pathParameters['token'] ?? ''), { asksCode: false }),
});

const formOf = ({ body }: HttpRequest) => new URLSearchParams(new TextDecoder().decode(body));

async function enter(
  ports: StatementPagePorts,
  request: HttpRequest,
  key: string | undefined,
  page: Pick<AskPage, 'asksCode'>,
): Promise<HttpAnswer> {
  const { statements, province } = ports;
  const now = ports.clock.now();
  const from = entriesFrom(ports, request, now);
  if ((await statements.wrongFrom(from.place)) >= MOST_WRONG_AN_HOUR)
    return ask(ports, 429, { ...page, wrong: tooMany(province) }, { 'retry-after': from.waitSeconds });
  const door = key ? await statements.door(key) : undefined;
  const issued = door && (await statements.get(door.statement));
  if (!key || !door || !issued) {
    await statements.countWrongFrom(from.place, from.until);
    return ask(ports, 404, { ...page, wrong: page.asksCode ? NO_SUCH_CODE : NO_SUCH_LINK });
  }
  const state = doorState(door, now);
  if (state !== 'open') return shut(ports, state, issued, page);
  if (!issued.lastFours.includes(lastFourTyped(formOf(request)))) {
    await statements.countWrongFrom(from.place, from.until);
    const left = triesLeft(await statements.wrongTry(key));
    if (left === 0) return shut(ports, 'locked', issued, page);
    return ask(ports, 403, { ...page, wrong: `身份证后四位不对,还可以试${left}次。` });
  }
  await ports.accessLog.record({
    at: now,
    who: 'recipient',
    role: 'recipient',
    division: '',
    action: 'statement.opened',
    subject: issued.subject,
    note: dayOf(now),
  });
  return text(200, 'text/html; charset=utf-8', statementHtml(issued.statement));
}

/** Where wrong entries are counted: by a hash of address and hour that leads back to neither. */
function entriesFrom({ hasher }: StatementPagePorts, { address }: HttpRequest, now: number) {
  const { nth, until } = hourOf(now);
  const place = hasher.scoped('code', 'place', placeOf(address), String(nth));
  return { place, until, waitSeconds: String(Math.ceil((until - now) / 1000)) };
}

function shut(
  ports: StatementPagePorts,
  state: 'locked' | 'expired',
  { area }: IssuedStatement,
  page: Pick<AskPage, 'asksCode'>,
): HttpAnswer {
  const whom = whomToCall(ports.province, area);
  return state === 'locked'
    ? ask(ports, 423, { ...page, wrong: `输错次数太多,已经锁住。请打${whom},让工作人员帮您解开。` })
    : ask(ports, 410, { ...page, wrong: `这张单子已经过期。还要看请打${whom},让工作人员帮您打开。` });
}

function whomToCall(province: Province, area: string): string {
  const { name, landline, hours } = askingOffice(province, area);
  const { helpline } = province.profile.notices;
  return landline === helpline
    ? helpline
    : `${landline}(${hours === undefined ? name : `${name},${hours}`})或${helpline}`;
}

const tooMany = ({ profile }: Province) =>
  `这里输错的次数太多了,请过一小时再试。着急的话请打${profile.notices.helpline}。`;

/** Full-width digits and a small x are what old phones type. */
const lastFourTyped = (form: URLSearchParams) =>
  (form.get('last4') ?? '').normalize('NFKC').replace(/\s/g, '').toUpperCase();

const ask = (
  { province: { profile } }: StatementPagePorts,
  status: number,
  page: Omit<AskPage, 'title' | 'helpline'>,
  headers: Record<string, string> = {},
): HttpAnswer => {
  const { statement, notices } = profile;
  const html = askPage({ title: statement.title, helpline: notices.helpline, ...page });
  return text(status, 'text/html; charset=utf-8', html, {
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
    'referrer-policy': 'no-referrer',
    ...headers,
  });
};
