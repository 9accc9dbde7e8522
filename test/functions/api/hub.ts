import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { makeIdentityNumber } from '../../../domain/identity-number.ts';
import type { Province } from '../../../domain/province.ts';
import type { Signal } from '../../../domain/signal.ts';
import { api } from '../../../functions/api/handler.ts';
import type { ApiPorts } from '../../../functions/api/ports.ts';
import { reassess } from '../../../functions/shared/assessing/reassess.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import { createHasher } from '../../../functions/shared/keyed-hasher.ts';
import { memoryStores } from '../../../functions/shared/memory/stores.ts';
import type { PersonRecord } from '../../../functions/shared/people.ts';
import { HttpProblem } from '../../../functions/shared/problem.ts';
import type { Staff, StaffRole } from '../../../functions/shared/staff-token.ts';
import { openApiJson } from '../../../lib/openapi.ts';
import { compileProvince } from '../../../lib/province.ts';
import { signal } from '../../domain/signals.ts';
import { NOW } from '../../factories.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

export const gansu = compileProvince('gansu').province;
const document = openApiJson();
export const MAYING = '621121101';
export const JICHUAN = '621121102';
/** Of another county, without an office of its own. */
export const TONGAN = '621122105';

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

/** The api over stores in memory, in Gansu, at `NOW` until `clock.at` is moved. */
export function makeHub(province: Province = gansu) {
  const hasher = createHasher(new Uint8Array(32).fill(7));
  const stores = memoryStores(hasher);
  const clock = { at: NOW, now: () => clock.at };
  const ports: ApiPorts = {
    ...stores,
    hasher,
    clock,
    province,
    smsAvailable: true,
    newPersonId: () => `p-${randomBytes(16).toString('base64url')}`,
    stage: 'test',
    staff: async ({ headers }) => staffIn(headers['authorization']),
    openApi: () => document,
  };
  const handler = onHttp(api(ports));

  async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, asking: Asking = {}) {
    const { as, body, query = '', headers = {} } = asking;
    const event: APIGatewayProxyEventV2 = gatewayEvent('$default', {
      path,
      query,
      headers: { ...(as && { authorization: JSON.stringify({ sub: `s-${as.role}`, ...as }) }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    event.requestContext.http.method = method;
    const { statusCode, headers: answered, body: text } = answer.parse(await handler(event, gatewayContext()));
    const type = String(answered['content-type']);
    return { status: statusCode, headers: answered, text, body: type.includes('json') ? JSON.parse(text) : undefined };
  }

  /** Looks at a subject again as a new event would make the hub do. */
  const assess = (subject: string, reportedFrom = '621121') =>
    reassess({ ...stores, hasher, province, clock, smsAvailable: true }, subject, {
      placesTouched: true,
      reportedFrom,
    });

  async function settle(record: PersonRecord, signals: readonly Signal[], household?: string) {
    await stores.people.create(hasher.personKey(record.idNumber), record);
    if (household)
      await stores.people.putMemberships([{ household, person: record.id, relation: 'head', from: '2025-01-01' }]);
    await stores.signals.record(signals.map((each) => ({ signal: each, township: MAYING })));
  }

  return { ports, stores, hasher, clock, ask, assess, settle };
}
export type Hub = ReturnType<typeof makeHub>;

function staffIn(header: string | undefined): Staff {
  if (header === undefined) throw new HttpProblem(401, '请先登录');
  return JSON.parse(header);
}

export const makeRecord = (n: number, township: string, overrides: Partial<PersonRecord> = {}): PersonRecord => ({
  id: `p-${n}`,
  version: 1,
  idNumber: makeIdentityNumber('621121', '19680305', n),
  name: { value: '李桂兰', at: NOW },
  phone: { value: `+86138001${String(38000 + n).padStart(5, '0')}`, at: NOW },
  residence: { value: township, at: NOW },
  household: `h-${n}`,
  ...overrides,
});

export const onRoster = (person: string) =>
  signal(
    'roster',
    { on: '2026-01-05', categories: [{ key: 'dibao', from: '2026-01-01' }] },
    { person, department: 'civil-affairs' },
  );

export const stayIn = (person: string, on = '2026-11-02') =>
  signal('hospitalization', { on, admittedOn: on }, { person, department: 'health', storedAt: NOW - 1000 });

/** A household of one in a township, on the roster and in hospital: one blue warning, `h-<n>.1`. */
export async function raise(hub: Hub, n: number, township = MAYING, extra: readonly Signal[] = []): Promise<string> {
  const record = makeRecord(n, township);
  await hub.settle(record, [onRoster(record.id), stayIn(record.id), ...extra], `h-${n}`);
  await hub.assess(`h-${n}`);
  return `h-${n}.1`;
}

export const townshipStaff = { role: 'township', division: MAYING } as const;
export const countyStaff = { role: 'county', division: '621121' } as const;
export const provinceStaff = { role: 'province', division: '62' } as const;
export const agent = { role: 'hotline', division: '621121' } as const;
