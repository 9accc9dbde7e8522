import { readLookUpCode } from '../../domain/look-up-code.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import type { AccessLog } from '../shared/access-log.ts';
import type { Clock } from '../shared/clock.ts';
import type { HttpRequest, HttpRoutes } from '../shared/http.ts';
import { type HttpAnswer, text } from '../shared/http-answer.ts';
import type { Hasher } from '../shared/sealing.ts';
import { doorKeyFor, doorKeyIn } from '../shared/statement-door.ts';
import { statementHtml } from '../shared/statement-sheet/html.ts';
import type { Statements } from '../shared/statements.ts';
import { type AskPage, askPage } from './ask-page.ts';

export interface StatementPagePorts {
  statements: Pick<Statements, 'door' | 'get' | 'wrongTry'>;
  accessLog: Pick<AccessLog, 'record'>;
  hasher: Pick<Hasher, 'scoped'>;
  clock: Clock;
  title: string;
  helpline: string;
}

/** Wrong tries after which a door stays shut until the office unlocks it. */
const MOST_TRIES = 5;
const NO_SUCH_CODE = '没有查到。请核对查询码,一共8位数字。';
const NO_SUCH_LINK = '没有查到这张单子。请对着纸上的二维码再扫一次。';

/** What a recipient opens: the code from the message (or the sheet's own link), and the last four characters of the ID number. */
export const statementPage = (ports: StatementPagePorts): HttpRoutes => ({
  'GET /q': async () => ask(ports, 200, { asksCode: true }),
  'POST /q': async (request) => {
    const form = formOf(request);
    const code = readLookUpCode(form.get('code') ?? '');
    return enter(ports, code && doorKeyFor(ports.hasher, code), form, { asksCode: true });
  },
  'GET /s/{token}': async () => ask(ports, 200, { asksCode: false }),
  'POST /s/{token}': async (request) =>
    enter(ports, doorKeyIn(request.pathParameters['token'] ?? ''), formOf(request), { asksCode: false }),
});

const formOf = ({ body }: HttpRequest) => new URLSearchParams(new TextDecoder().decode(body));

async function enter(
  ports: StatementPagePorts,
  key: string | undefined,
  form: URLSearchParams,
  page: Pick<AskPage, 'asksCode'>,
): Promise<HttpAnswer> {
  const now = ports.clock.now();
  const door = key ? await ports.statements.door(key) : undefined;
  const issued = door && (await ports.statements.get(door.statement));
  if (!key || !door || !issued) return ask(ports, 404, { ...page, wrong: page.asksCode ? NO_SUCH_CODE : NO_SUCH_LINK });
  const locked = `输错次数太多,已经锁住。请打${ports.helpline},让工作人员帮您解开。`;
  if (door.tries >= MOST_TRIES) return ask(ports, 423, { ...page, wrong: locked });
  if (door.expiresAt <= now)
    return ask(ports, 410, { ...page, wrong: `这张单子已经过期。要看请打${ports.helpline}。` });
  if (!issued.lastFours.includes(lastFourTyped(form))) {
    const tries = await ports.statements.wrongTry(key);
    const left = MOST_TRIES - tries;
    return left > 0
      ? ask(ports, 403, { ...page, wrong: `身份证后四位不对,还可以试${left}次。` })
      : ask(ports, 423, { ...page, wrong: locked });
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

/** Full-width digits and a small x are what old phones type. */
const lastFourTyped = (form: URLSearchParams) =>
  (form.get('last4') ?? '').normalize('NFKC').replace(/\s/g, '').toUpperCase();

const ask = (
  { title, helpline }: StatementPagePorts,
  status: number,
  page: Omit<AskPage, 'title' | 'helpline'>,
): HttpAnswer =>
  text(status, 'text/html; charset=utf-8', askPage({ title, helpline, ...page }), {
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
    'referrer-policy': 'no-referrer',
  });
