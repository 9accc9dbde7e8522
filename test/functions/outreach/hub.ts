import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { outreach } from '../../../functions/outreach/handler.ts';
import type { OutreachPorts } from '../../../functions/outreach/ports.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import { HttpProblem } from '../../../functions/shared/problem.ts';
import { byPath } from '../../../functions/shared/staff-api/router.ts';
import type { Staff, StaffRole } from '../../../functions/shared/staff-token.ts';
import { TOWNSHIPS, watchedHub } from '../plan-visits/watched-hub.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

export interface Asking {
  as?: { role: StaffRole; division: string; sub?: string };
  body?: unknown;
  query?: string;
  headers?: Record<string, string>;
}
const answer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  body: z.string(),
});

/** The outreach API over the watched people of a few townships of Yunnan, on 2026-10-01 until `clock.at` is moved. */
export function outreachHub() {
  const watched = watchedHub();
  let serial = 0;
  const ports: OutreachPorts = {
    ...watched.ports,
    staff: async ({ headers }) => staffIn(headers['authorization']),
    newId: () => {
      serial += 1;
      return `id${serial}`;
    },
  };
  const handler = onHttp({ $default: byPath(outreach(ports)) });

  async function ask(method: 'GET' | 'POST', path: string, { as, body, query = '', headers = {} }: Asking = {}) {
    const event: APIGatewayProxyEventV2 = gatewayEvent('$default', {
      path,
      query,
      headers: { ...(as && { authorization: JSON.stringify({ sub: `s-${as.role}`, ...as }) }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    event.requestContext.http.method = method;
    const { statusCode, headers: answered, body: text } = answer.parse(await handler(event, gatewayContext()));
    return { status: statusCode, headers: answered, text, body: JSON.parse(text) };
  }

  return { ...watched, ports, ask };
}
export type OutreachHub = ReturnType<typeof outreachHub>;

function staffIn(header: string | undefined): Staff {
  if (header === undefined) throw new HttpProblem(401, '请先登录');
  return JSON.parse(header);
}

export const [FIRST = '', SECOND = '', , OTHER_COUNTY = ''] = TOWNSHIPS;
export const COUNTY = FIRST.slice(0, 6);
export const townshipStaff = { role: 'township', division: FIRST } as const;
export const countyStaff = { role: 'county', division: COUNTY } as const;
export const organisation = { role: 'social-worker', division: COUNTY, sub: 's-volunteers' } as const;
