import * as z from 'zod';
import { officeRoutes } from '../../../functions/offices/handler.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import { memoryAccessLog } from '../../../functions/shared/memory/access-log.ts';
import { memoryOffices } from '../../../functions/shared/memory/offices.ts';
import { byPath } from '../../../functions/shared/staff-api/router.ts';
import type { StaffRole } from '../../../functions/shared/staff-token.ts';
import { compileProvince } from '../../../lib/province.ts';
import { NOW } from '../../factories.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

export const { province: gansu } = compileProvince('gansu');
const answer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  body: z.string().default(''),
});

export interface Asking {
  role?: StaffRole;
  division?: string;
  body?: unknown;
  query?: string;
  ifMatch?: string;
}

/** The offices of Gansu as in its file, at `NOW`, and whoever asks about them. */
export function makeOffices() {
  const [offices, accessLog] = [memoryOffices(), memoryAccessLog()];
  const clock = { at: NOW, now: () => clock.at };
  const handler = (role: StaffRole, division: string) =>
    onHttp({
      $default: byPath(
        officeRoutes({
          offices,
          accessLog,
          clock,
          province: gansu,
          staff: async () => ({ sub: `s-${role}`, role, division }),
        }),
      ),
    });
  async function ask(method: 'GET' | 'PUT' | 'DELETE', id: string, asking: Asking = {}) {
    const { role = 'admin', division = '62', body, query = '', ifMatch } = asking;
    const event = gatewayEvent('$default', {
      path: `/v1/offices${id === '' ? '' : `/${id}`}`,
      query,
      headers: { ...(ifMatch !== undefined && { 'if-match': ifMatch }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    event.requestContext.http.method = method;
    const { statusCode, headers, body: text } = answer.parse(await handler(role, division)(event, gatewayContext()));
    return { status: statusCode, etag: headers['etag'], text, body: text === '' ? undefined : JSON.parse(text) };
  }
  return { ask, offices, accessLog, clock };
}
