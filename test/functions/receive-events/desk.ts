import * as z from 'zod';
import type { Profile } from '../../../domain/profile.ts';
import { dayOf } from '../../../domain/shanghai-day.ts';
import { signalKinds } from '../../../domain/signal.ts';
import { receiveEvents } from '../../../functions/receive-events/handler.ts';
import type { Counters } from '../../../functions/shared/counters.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import type { HttpAnswer } from '../../../functions/shared/http-answer.ts';
import { createHasher } from '../../../functions/shared/keyed-hasher.ts';
import type { Ledger } from '../../../functions/shared/ledger.ts';
import { memoryStores } from '../../../functions/shared/memory/stores.ts';
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

export const hasher = createHasher(new Uint8Array(32).fill(7));

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
  readonly stores = memoryStores(hasher);
  /** Ledger keys of what was stored. */
  readonly stored = new Set<string>();
  /** Ledger keys that cannot be stored now. */
  readonly broken = new Set<string>();
  now = NOW;
  /** How what came is counted: a test may break it. */
  counting: Counters['add'] = (...given) => this.stores.counters.add(...given);
  #nonce = 0;

  readonly ledger: Pick<Ledger, 'put' | 'get'> = {
    put: async (entries) => {
      const well = entries.filter(({ key }) => !this.broken.has(key));
      const results = await this.stores.ledger.put(well);
      const byEntry = new Map(well.map((entry, i) => [entry, results[i] ?? 'failed']));
      for (const [{ key }, result] of byEntry) if (result === 'stored') this.stored.add(key);
      return entries.map((entry) => byEntry.get(entry) ?? 'failed');
    },
    get: (keys) => this.stores.ledger.get(keys),
  };

  readonly handler = onHttp({
    'POST /v1/events': receiveEvents({
      keys: (keyid) => this.stores.access.key(keyid),
      requests: this.stores.requests,
      ledger: this.ledger,
      counters: { add: (...given) => this.counting(...given) },
      hasher,
      profile: { departments },
      clock: { now: () => this.now },
    }),
  });

  /** With a key of the medical insurance, and one of everybody for Longxi county. */
  static async open(): Promise<Desk> {
    const desk = new Desk();
    await desk.stores.access.putKey(makeDepartmentKey());
    const sources = offices.map((office) => `urn:jiuzhu:${office}`);
    await desk.stores.access.putKey(
      makeDepartmentKey({ keyid: 'test-everybody-1', department: 'everybody', sources, area: '621122' }),
    );
    return desk;
  }

  async manifests(): Promise<RequestManifest[]> {
    const manifests: RequestManifest[] = [];
    for await (const each of this.stores.requests.of('test-medical-insurance-1', dayOf(this.now))) manifests.push(each);
    return manifests;
  }

  /** Signs and sends; one event goes structured, a list as a batch. */
  async post(content: unknown, overrides: Partial<RequestToSign> = {}) {
    const contentType = Array.isArray(content) ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
    return this.send(JSON.stringify(content), { contentType, ...overrides });
  }

  async send(body: string | Uint8Array, overrides: Partial<RequestToSign> = {}) {
    const url = 'https://hub.example.gov.cn/v1/events';
    const { keyid, secret, algorithm } = makeDepartmentKey();
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
