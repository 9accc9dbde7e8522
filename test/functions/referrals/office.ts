import * as z from 'zod';
import { referrals } from '../../../functions/referrals/handler.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import { HttpProblem } from '../../../functions/shared/problem.ts';
import { signRequest } from '../../../functions/shared/sign.ts';
import { staffOrKey } from '../../../functions/shared/staff-api/department-caller.ts';
import type { Staff } from '../../../functions/shared/staff-token.ts';
import { makeDepartmentKey } from '../../factories.ts';
import { makeReferral } from '../../referrals.ts';
import { memoryHub } from '../memory-hub.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

const answer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  body: z.string(),
  isBase64Encoded: z.boolean().optional(),
});

export const insurance: Staff = {
  sub: 's-医保',
  role: 'department',
  division: '621121',
  department: 'medical-insurance',
};
export const health: Staff = { sub: 's-卫健', role: 'department', division: '621121', department: 'health' };
export const township: Staff = { sub: 's-乡镇', role: 'township', division: '621121101' };
export const county: Staff = { sub: 's-县', role: 'county', division: '621121' };

interface Asking {
  as?: Staff;
  /** Signed by the medical insurance's key of this area instead. */
  keyOf?: string;
  body?: unknown;
  query?: string;
  headers?: Record<string, string>;
}

/** The function of referrals and lists over stores in memory, with one referral to the medical insurance. */
export async function openOffice() {
  const hub = memoryHub();
  const { ports, time } = hub;
  const caller = staffOrKey({
    staff: async ({ headers }) => staffIn(headers['authorization']),
    keys: ports.access.key,
    requests: ports.requests,
    clock: ports.clock,
  });
  const routes = referrals({ ...ports, caller });
  const handler = onHttp(routes);
  let nonce = 0;

  async function ask(method: string, path: string, { as, keyOf, body, query = '', headers = {} }: Asking = {}) {
    const key = Object.keys(routes).find((each) => {
      const [verb, template = ''] = each.split(' ');
      return verb === method && new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
    });
    const text = body === undefined ? undefined : JSON.stringify(body);
    const [, , , name] = path.split('/');
    const event = gatewayEvent(key ?? '$default', {
      path,
      query,
      headers: {
        ...(as && { authorization: JSON.stringify(as) }),
        ...(keyOf !== undefined && (await signed(method, path, query, keyOf, text))),
        ...headers,
      },
      ...(text !== undefined && { body: text }),
    });
    event.requestContext.http.method = method;
    event.pathParameters = key?.includes('{name}') ? { name: name ?? '' } : { id: name ?? '' };
    const {
      statusCode,
      headers: answered,
      body: given,
      isBase64Encoded,
    } = answer.parse(await handler(event, gatewayContext()));
    const bytes = Buffer.from(given, isBase64Encoded ? 'base64' : 'utf8');
    const isJson = String(answered['content-type']).includes('json');
    return { status: statusCode, headers: answered, bytes, body: isJson ? JSON.parse(given) : undefined };
  }

  async function signed(method: string, path: string, query: string, area: string, body: string | undefined) {
    const key = makeDepartmentKey({ keyid: `mi-${area}`, department: 'medical-insurance', area });
    await ports.access.putKey(key);
    const { keyid, secret, algorithm } = key;
    const url = new URL(`https://hub.example.gov.cn${path}${query && `?${query}`}`);
    const signing = { method, url, keyid, secret, algorithm, now: time.now, nonce: `nonce-${++nonce}-0000` };
    return signRequest(body === undefined ? signing : { ...signing, body, contentType: 'application/json' });
  }

  await ports.referrals.put(makeReferral());
  return { ...hub, ask };
}

function staffIn(header: string | undefined): Staff {
  if (header === undefined) throw new HttpProblem(401, '请先登录');
  return JSON.parse(header);
}
