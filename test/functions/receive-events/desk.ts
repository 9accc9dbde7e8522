import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Profile } from '../../../domain/profile.ts';
import { signalKinds } from '../../../domain/signal.ts';
import { receiveEvents } from '../../../functions/receive-events/handler.ts';
import type { DepartmentKey } from '../../../functions/shared/access.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import type { HttpAnswer } from '../../../functions/shared/http-answer.ts';
import type { Ledger, LedgerEntry, PutResult } from '../../../functions/shared/ledger.ts';
import type { RequestManifest } from '../../../functions/shared/requests.ts';
import { type RequestToSign, signRequest } from '../../../functions/shared/sign.ts';
import { makeDepartmentKey, NOW } from '../../factories.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

type Departments = Profile['departments'];

/** Two departments: the medical insurance, and one that may post everything else. */
const departments: Departments = [
  { key: 'medical-insurance', name: '医保', posts: ['medical-expense', 'medical-burden'] },
  {
    key: 'everybody',
    name: '民政',
    posts: signalKinds.exclude(['medical-expense', 'medical-burden']).options,
  },
];

const offices = ['civil-affairs', 'health', 'disabled-persons', 'human-resources', 'education', 'medical-insurance'];

const mac = (...parts: string[]) => createHmac('sha256', 'test').update(JSON.stringify(parts)).digest('base64url');

export const hasher = {
  eventKey: (source: string, id: string) => mac('event', source, id).slice(0, 22),
  contentDigest: (canonical: string) => mac('content', canonical),
};

const resultsSchema = z.object({
  status: z.number().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  results: z
    .array(
      z.object({
        id: z.string().nullable(),
        status: z.string(),
        detail: z.string().optional(),
        errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
      }),
    )
    .default([]),
});

/** The receiving end with everything in memory, reached as the gateway reaches it. */
export class Desk {
  readonly entries = new Map<string, LedgerEntry>();
  readonly manifests: RequestManifest[] = [];
  readonly keys: DepartmentKey[] = [
    makeDepartmentKey(),
    makeDepartmentKey({
      keyid: 'test-everybody-1',
      department: 'everybody',
      sources: offices.map((office) => `urn:jiuzhu:${office}`),
      area: '621122',
    }),
  ];
  /** Ledger keys that cannot be stored now. */
  readonly broken = new Set<string>();
  now = NOW;
  #nonce = 0;

  readonly ledger: Pick<Ledger, 'put' | 'get'> = {
    put: async (entries) => entries.map((entry) => this.#put(entry)),
    get: async (keys) => new Map([...this.entries].filter(([key]) => keys.includes(key))),
  };

  #put(entry: LedgerEntry): PutResult {
    if (this.broken.has(entry.key)) return 'failed';
    const standing = this.entries.get(entry.key);
    if (standing) return standing.digest === entry.digest ? 'duplicate' : 'conflict';
    this.entries.set(entry.key, entry);
    return 'stored';
  }

  readonly handler = onHttp({
    'POST /v1/events': receiveEvents({
      keys: async (keyid) => this.keys.find((key) => key.keyid === keyid),
      requests: {
        claim: async (manifest) => {
          if (this.manifests.some(({ keyid, nonce }) => keyid === manifest.keyid && nonce === manifest.nonce))
            return 'replayed';
          this.manifests.push(manifest);
          return 'claimed';
        },
      },
      ledger: this.ledger,
      hasher,
      profile: { departments },
      clock: { now: () => this.now },
    }),
  });

  /** Signs and sends; one event goes structured, a list as a batch. */
  async post(content: unknown, overrides: Partial<RequestToSign> = {}) {
    const contentType = Array.isArray(content) ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
    return this.send(JSON.stringify(content), { contentType, ...overrides });
  }

  async send(body: string | Uint8Array, overrides: Partial<RequestToSign> = {}) {
    const key = this.keys[0] ?? makeDepartmentKey();
    const url = 'https://hub.example.gov.cn/v1/events';
    const { keyid, secret, algorithm } = key;
    this.#nonce += 1;
    const toSign = { method: 'POST', url, body, keyid, secret, algorithm, now: this.now, nonce: `n-${this.#nonce}` };
    return this.receive(signRequest({ ...toSign, ...overrides }), body);
  }

  async receive(headers: Record<string, string>, body: string | Uint8Array) {
    return read(await this.handler(gatewayEvent('POST /v1/events', { headers, body }), gatewayContext()));
  }
}

function read(answer: HttpAnswer) {
  const body = resultsSchema.parse(JSON.parse(answer.body ?? ''));
  return {
    status: answer.statusCode,
    headers: answer.headers ?? {},
    text: answer.body ?? '',
    ...body,
    http: answer.statusCode,
  };
}
