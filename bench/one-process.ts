import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Province } from '../domain/province.ts';
import { receiveEvents } from '../functions/receive-events/handler.ts';
import { sendSms } from '../functions/send-sms/handler.ts';
import type { SendSmsPorts } from '../functions/send-sms/ports.ts';
import type { DepartmentKey } from '../functions/shared/access.ts';
import { type AssessPorts, assess } from '../functions/shared/assessing/assess.ts';
import { departmentKeys } from '../functions/shared/department-keys.ts';
import { onHttp } from '../functions/shared/http.ts';
import type { NoticeKey } from '../functions/shared/notices.ts';
import type { Hasher } from '../functions/shared/sealing.ts';
import { sendOn } from '../functions/shared/send-on.ts';
import { signRequest } from '../functions/shared/sign.ts';
import { sweep } from '../functions/sweep/handler.ts';
import { sendRipe, type TogetherPorts } from '../functions/sweep/together.ts';
import type { StoresUnderTest } from '../test/functions/shared/contract/stores-under-test.ts';
import { gatewayContext, gatewayEvent } from '../test/functions/shared/gateway.ts';
import { BENCH_NOW, type MadeUpEvent } from './county.ts';

/** The stores of a hub, in whatever form. */
export type Stores = Omit<StoresUnderTest, 'hasher' | 'tasks'>;

const URL = 'https://hub.example.gov.cn/v1/events';
/** Looking on takes time of which Lambda knows nothing. */
const context = { ...gatewayContext(), getRemainingTimeInMillis: () => 600_000 };
const answer = z.object({ results: z.array(z.object({ status: z.string() })) });

/** Receiving, assessing and sending as the functions do it, in this process and on the stores given. Time stands still, unless told. */
export class OneProcess {
  readonly #stores: Stores;
  readonly #ports: AssessPorts;
  readonly #receive: ReturnType<typeof onHttp>;
  readonly #assess: ReturnType<typeof assess>;
  readonly #hasher: Hasher;
  readonly #sending: SendSmsPorts & TogetherPorts;
  readonly #keys = new Map<string, DepartmentKey>();
  readonly #queued: NoticeKey[] = [];
  #now = BENCH_NOW;

  constructor(stores: Stores, hasher: Hasher, province: Province) {
    const clock = { now: () => this.#now };
    this.#stores = stores;
    this.#hasher = hasher;
    this.#ports = {
      ...stores,
      hasher,
      province,
      clock,
      smsAvailable: true,
      newPersonId: () => `p-${randomBytes(16).toString('base64url')}`,
      parking: { send: () => Promise.reject(new Error('nothing of a bench is parked')) },
    };
    this.#assess = assess(this.#ports);
    const keys = departmentKeys(stores.access, clock);
    this.#receive = onHttp({
      'POST /v1/events': receiveEvents({ ...stores, keys, hasher, profile: province.profile, clock }),
    });
    const sms = { send: async (given: readonly NoticeKey[]) => void this.#queued.push(...given) };
    const provider = { send: async () => ({ kind: 'sent' as const, providerId: randomUUID() }) };
    const taskIsOpen = async () => undefined;
    this.#sending = {
      ...stores,
      province,
      clock,
      sms,
      providers: [{ name: 'sns', provider }],
      taskIsOpen,
      hasher,
      pause: async () => undefined,
    };
  }

  /** What issuing a statement needs, and what staff do with a warning. */
  get ports() {
    return { ...this.#ports, ...this.#stores };
  }

  /** A request as the gateway hands it over, signed by the department whose `source` the events name. */
  async sign(events: readonly MadeUpEvent[]): Promise<Parameters<ReturnType<typeof onHttp>>[0]> {
    const [, department = ''] = /^\/\/([a-z-]+)\./.exec(events[0]?.source ?? '') ?? [];
    const { keyid, secret, algorithm } = await this.#keyOf(department);
    const body = JSON.stringify(events);
    const contentType = 'application/cloudevents-batch+json';
    const given = { method: 'POST', url: URL, body, contentType, now: BENCH_NOW, nonce: randomUUID() };
    return gatewayEvent('POST /v1/events', { headers: signRequest({ ...given, keyid, secret, algorithm }), body });
  }

  /** Throws where any event is answered otherwise than it should be. */
  async receive(signed: Parameters<ReturnType<typeof onHttp>>[0], expected = 'accepted'): Promise<void> {
    const { statusCode, body } = await this.#receive(signed, context);
    if (statusCode === undefined || statusCode >= 300) throw new Error(`a request was answered ${statusCode}`);
    const { results } = answer.parse(JSON.parse(body ?? ''));
    const other = results.find(({ status }) => status !== expected);
    if (other) throw new Error(`an event was ${other.status}, not ${expected}`);
  }

  /** What the ledger's stream would hand over. */
  async assess(entries: Parameters<ReturnType<typeof assess>>[0]): Promise<void> {
    await this.#assess(entries);
  }

  /** Sends what stands in the outbox of a subject, as `dispatch-notices` and `send-sms` do. Returns how many went out. */
  async dispatch(notices: Parameters<typeof sendOn>[1]): Promise<number> {
    await sendOn(this.#sending, notices);
    const { mergeWithin } = this.#sending.province.profile.notices;
    await this.at(this.#now + mergeWithin * 60_000, () => sendRipe(this.#sending));
    const keys = this.#queued.splice(0);
    for (const key of keys) await sendSms(this.#sending)(key);
    return keys.length;
  }

  /** One run of `sweep` over these divisions at an instant, and what it queues to `sent`. Time then goes back. */
  async sweepAt(now: number, names: Province['divisions']['names']): Promise<void> {
    const { province } = this.#sending;
    const within = { ...province, divisions: { ...province.divisions, names } };
    await this.at(now, async () => {
      await sweep({ ...this.#sending, ...this.ports, hasher: this.#hasher, province: within })();
      await this.dispatch([]);
    });
  }

  /** Does something at another time. */
  async at(now: number, work: () => Promise<unknown>): Promise<void> {
    const before = this.#now;
    this.#now = now;
    try {
      await work();
    } finally {
      this.#now = before;
    }
  }

  async #keyOf(department: string): Promise<DepartmentKey> {
    const found = this.#keys.get(department);
    if (found) return found;
    const made: DepartmentKey = {
      keyid: `${department}-bench`,
      department,
      algorithm: 'hmac-sha256',
      secret: randomBytes(32).toString('base64'),
      sources: [`//${department}.gansu`],
      area: '62',
      status: 'live',
      createdAt: BENCH_NOW,
    };
    await this.#stores.access.putKey(made);
    this.#keys.set(department, made);
    return made;
  }
}
