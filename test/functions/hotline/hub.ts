import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { hotline } from '../../../functions/hotline/handler.ts';
import type { HotlinePorts } from '../../../functions/hotline/ports.ts';
import { assess } from '../../../functions/shared/assessing/assess.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import { HttpProblem } from '../../../functions/shared/problem.ts';
import type { StaffRole } from '../../../functions/shared/staff-token.ts';
import { routes } from '../../../lib/routes.ts';
import { NOW } from '../../factories.ts';
import { jiangxi, XIANGHU } from '../../hotline.ts';
import { memoryHub } from '../memory-hub.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

interface Caller {
  role: StaffRole;
  division: string;
  sub?: string;
}
interface Asking {
  as?: Caller;
  body?: unknown;
  query?: string;
  headers?: Record<string, string>;
}
const answer = z.object({ statusCode: z.number(), headers: z.record(z.string(), z.unknown()), body: z.string() });

export const agent = { role: 'hotline', division: '360222' } as const;
export const county = { role: 'county', division: '360222' } as const;
export const township = { role: 'township', division: XIANGHU } as const;
export const otherTownship = { role: 'township', division: '360222101' } as const;

/** The hotline over the whole hub in memory, in Jiangxi, at `NOW` until `time.now` is moved. */
export function makeHotline() {
  const hub = memoryHub(NOW, jiangxi);
  const trouble = { ledger: false };
  let drawn = 0;
  const ports: HotlinePorts = {
    ...hub.ports,
    ledger: {
      ...hub.ports.ledger,
      put: async (entries) => (trouble.ledger ? entries.map(() => 'failed' as const) : hub.ports.ledger.put(entries)),
    },
    staff: async ({ headers }) => {
      if (headers['authorization'] === undefined) throw new HttpProblem(401, '请先登录');
      return JSON.parse(headers['authorization']);
    },
    randomText: () => {
      drawn += 1;
      return hub.ports.hasher.scoped('number', String(drawn));
    },
  };
  const handler = onHttp(hotline(ports));

  async function ask(method: 'GET' | 'POST', path: string, { as, body, query = '', headers = {} }: Asking = {}) {
    const [key, parameters] = routed(method, path);
    const event: APIGatewayProxyEventV2 = gatewayEvent(key, {
      path,
      query,
      pathParameters: parameters,
      headers: { ...(as && { authorization: JSON.stringify({ sub: `s-${as.role}`, ...as }) }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    event.requestContext.http.method = method;
    const { statusCode, headers: answered, body: text } = answer.parse(await handler(event, gatewayContext()));
    return { status: statusCode, headers: answered, text, body: JSON.parse(text) };
  }

  return {
    ...hub,
    trouble,
    ask,
    /** An act on the version that stands, as whoever. */
    async act(id: string, act: string, as: Caller, body: Record<string, unknown> = {}, headers = {}) {
      const version = (await hub.ports.orders.get(id))?.version;
      return ask('POST', `/v1/calls/${id}/${act}`, { as, body: { version, ...body }, headers });
    },
    /** What the ledger's stream does with what a call reported. */
    async assessed(id: string) {
      const event = (await hub.ports.orders.get(id))?.hardship?.event ?? '';
      await assess(hub.ports)([...(await hub.ports.ledger.get([event])).values()]);
    },
  };
}

/** The gateway's own matching: `lookup` is a route of its own beside `{id}`. */
function routed(method: string, path: string): [string, Record<string, string>] {
  const literal = `${method} ${path}`;
  if (literal in routes) return [literal, {}];
  const [, , , id = '', act] = path.split('/');
  return [`${method} /v1/calls/{id}${act === undefined ? '' : `/${act}`}`, { id }];
}
