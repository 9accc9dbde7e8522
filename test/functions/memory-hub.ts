import { randomBytes } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { nameOf } from '../../domain/events/schemas.ts';
import type { Notice } from '../../domain/notice.ts';
import { personNotice } from '../../domain/notice-plan.ts';
import type { AssessPorts } from '../../functions/shared/assessing/assess.ts';
import { assess } from '../../functions/shared/assessing/assess.ts';
import { idsFor } from '../../functions/shared/assessing/reassess.ts';
import { createHasher } from '../../functions/shared/keyed-hasher.ts';
import type { LedgerEntry } from '../../functions/shared/ledger.ts';
import { memoryStores } from '../../functions/shared/memory/stores.ts';
import { compileProvince } from '../../lib/province.ts';
import { makeDepartmentKey, NOW } from '../factories.ts';

const { province: gansu } = compileProvince('gansu');

/** The whole hub in memory, with a clock to turn and lists in place of queues. */
export function memoryHub(start = NOW, province = gansu) {
  const hasher = createHasher(new Uint8Array(randomBytes(32)));
  const stores = memoryStores(hasher);
  const time = { now: start };
  const parked: { key: string; reason: string }[] = [];
  const queued: { subject: string; id: string }[] = [];
  const ports = {
    ...stores,
    hasher,
    province,
    clock: { now: () => time.now },
    smsAvailable: true,
    newPersonId: () => `p-${randomBytes(16).toString('base64url')}`,
    parking: { send: async (event: { key: string; reason: string }) => void parked.push(event) },
    pause: async (ms: number) => {
      time.now += ms;
    },
    sms: { send: async (keys: readonly { subject: string; id: string }[]) => void queued.push(...keys) },
  } satisfies AssessPorts & Record<string, unknown>;

  /** The entry that receiving an event would store. */
  function entryOf(event: {
    id: string;
    source: string;
    type: string;
    time: string;
    data: unknown;
    supersedes?: string;
  }): LedgerEntry {
    const name = nameOf(event.type);
    if (!name) throw new Error('no such type');
    return {
      key: hasher.eventKey(event.source, event.id),
      digest: hasher.contentDigest(canonicalJson({ type: event.type, time: event.time, data: event.data })),
      name,
      id: event.id,
      source: event.source,
      time: event.time,
      department: event.source.split(/[:/]+/).at(-1) ?? '',
      storedAt: time.now,
      data: event.data,
      ...(event.supersedes && { supersedes: event.supersedes }),
    };
  }

  return {
    ports,
    time,
    parked,
    queued,
    entryOf,
    /** Stores and assesses events as one batch. */
    async take(...events: Parameters<typeof entryOf>[0][]) {
      const entries = events.map(entryOf);
      await stores.ledger.put(entries);
      await assess(ports)(entries);
      return entries;
    },
    async personId(idNumber: string): Promise<string> {
      const key = hasher.personKey(idNumber);
      return (await stores.people.ids([key])).get(key) ?? '';
    },
    key: makeDepartmentKey,
    grantNotice(person: string, overrides: Partial<Notice> = {}): Notice {
      return {
        ...personNotice(idsFor(ports), time.now, {
          kind: 'granted',
          subject: person,
          person,
          township: '621121101',
          cause: 'grant:1',
          reason: '救助已批准,告知本人',
          values: { 姓名: '李桂兰', 事项: '临时救助', 金额: '1200.00', 电话: '0932-5550123' },
          hasMobile: true,
        }),
        ...overrides,
      };
    },
  };
}
