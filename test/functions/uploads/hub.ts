import * as z from 'zod';
import type { Upload } from '../../../domain/upload.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import { memoryObjects } from '../../../functions/shared/memory/objects.ts';
import { HttpProblem } from '../../../functions/shared/problem.ts';
import { signRequest } from '../../../functions/shared/sign.ts';
import { staffOrKey } from '../../../functions/shared/staff-api/department-caller.ts';
import { byPath } from '../../../functions/shared/staff-api/router.ts';
import type { Staff } from '../../../functions/shared/staff-token.ts';
import { uploads } from '../../../functions/uploads/handler.ts';
import type { UploadsPorts } from '../../../functions/uploads/ports.ts';
import { makeDepartmentKey } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

const answer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().optional(),
});

export const insurance: Staff = {
  sub: 's-医保',
  role: 'department',
  division: '621121',
  department: 'medical-insurance',
};
export const civilAffairs: Staff = { ...insurance, sub: 's-民政', department: 'civil-affairs' };

interface Asking {
  as?: Staff;
  /** Signed by the medical insurance's key of this area instead. */
  keyOf?: string;
  body?: unknown;
  query?: string;
  headers?: Record<string, string>;
}

export const FILE = { type: 'medical-expense', filename: '十月大额费用.csv', bytes: 100 } as const;

/** The function of uploads over stores in memory; `woken` are the files that a worker was told of, while the queue is up. */
export function uploadsHub() {
  const hub = memoryHub();
  const { ports, time } = hub;
  const objects = memoryObjects();
  const woken: string[] = [];
  const state = { queueIsUp: true };
  let serial = 0;
  const own: UploadsPorts = {
    ...ports,
    objects,
    caller: staffOrKey({
      staff: async ({ headers }) => staffIn(headers['authorization']),
      keys: ports.access.key,
      requests: ports.requests,
      clock: ports.clock,
    }),
    imports: {
      async send(messages) {
        if (!state.queueIsUp) throw new Error('no queue');
        woken.push(...messages.map(({ id }) => id));
      },
    },
    newId: () => {
      serial += 1;
      return `id${serial}`;
    },
  };
  const handler = onHttp({ $default: byPath(uploads(own)) });
  let nonce = 0;

  async function ask(method: string, path: string, { as, keyOf, body, query = '', headers = {} }: Asking = {}) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const event = gatewayEvent('$default', {
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
    const given = answer.parse(await handler(event, gatewayContext()));
    const bytes = Buffer.from(given.body, given.isBase64Encoded ? 'base64' : 'utf8');
    const isJson = String(given.headers['content-type']).includes('json');
    const parsed = isJson ? JSON.parse(given.body) : undefined;
    return { status: given.statusCode, headers: given.headers, bytes, body: parsed };
  }

  async function signed(method: string, path: string, query: string, area: string, body: string | undefined) {
    const key = makeDepartmentKey({ keyid: `mi-${area}`, department: 'medical-insurance', area });
    await ports.access.putKey(key);
    const { keyid, secret, algorithm } = key;
    const url = new URL(`https://hub.example.gov.cn${path}${query && `?${query}`}`);
    nonce += 1;
    const signing = { method, url, keyid, secret, algorithm, now: time.now, nonce: `nonce-${nonce}-0000` };
    return signRequest(body === undefined ? signing : { ...signing, body, contentType: 'application/json' });
  }

  return {
    ...hub,
    ports: own,
    stores: ports,
    objects,
    woken,
    state,
    ask,
    /** Announces a file, small enough for one part unless it says otherwise, and gives its view. */
    announce: async (overrides: Record<string, unknown> = {}, as = insurance) =>
      (await ask('POST', '/v1/uploads', { as, body: { ...FILE, ...overrides } })).body,
    /** Sends these parts as a client does. */
    async send(parts: readonly { url: string; from: number; to: number }[]) {
      for (const { url, from, to } of parts) await objects.putAt(url, new Uint8Array(to - from));
    },
    /** The stored file, changed as a worker would. */
    async work(id: string, change: (upload: Upload) => Upload) {
      const standing = await ports.uploads.get(id);
      if (!standing || !(await ports.uploads.put(change(standing)))) throw new Error('no such file');
    },
  };
}

function staffIn(header: string | undefined): Staff {
  if (header === undefined) throw new HttpProblem(401, '请先登录');
  return JSON.parse(header);
}
