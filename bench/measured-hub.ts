import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Doing } from '../domain/act.ts';
import { within } from '../domain/division.ts';
import type { Province } from '../domain/province.ts';
import { perform } from '../functions/api/acting.ts';
import { issueStatement } from '../functions/shared/issue-statement.ts';
import { memoryAccess } from '../functions/shared/memory/access.ts';
import type { Hasher } from '../functions/shared/sealing.ts';
import { logLook } from '../functions/shared/staff-api/caller.ts';
import { dynamodbStores } from '../test/functions/shared/contract/dynamodb-stores.ts';
import { makeSealing } from '../test/functions/shared/sealing.ts';
import { type Capacity, CapacityCount, sum } from './capacity.ts';
import { COUNTY, HOUSEHOLD_SIZE, type MadeUpEvent, personAt, rosterEvent } from './county.ts';
import { OneProcess } from './one-process.ts';

export interface Clients {
  /** Its calls are counted. */
  readonly counted: DynamoDBClient;
  /** Looks on and is not counted. */
  readonly plain: DynamoDBClient;
}

/** The functions' own code on real tables, every call told in units. */
export class MeasuredHub {
  readonly #hub: OneProcess;
  readonly #seen: ReturnType<typeof dynamodbStores>;
  readonly #hasher: Hasher;
  readonly #count: CapacityCount;

  private constructor(hub: OneProcess, seen: ReturnType<typeof dynamodbStores>, hasher: Hasher, count: CapacityCount) {
    this.#hub = hub;
    this.#seen = seen;
    this.#hasher = hasher;
    this.#count = count;
  }

  static async open({ counted, plain }: Clients, province: Province): Promise<MeasuredHub> {
    // Data keys stand in memory: they are unwrapped once a cold start, never for an event.
    const sealing = await makeSealing(memoryAccess());
    const hub = new OneProcess(dynamodbStores(counted, sealing), sealing.hasher, province);
    return new MeasuredHub(hub, dynamodbStores(plain, sealing), sealing.hasher, new CapacityCount(counted, plain));
  }

  /** One signed request. */
  async receive(events: readonly MadeUpEvent[], expected = 'accepted'): Promise<Capacity> {
    const signed = await this.#hub.sign(events);
    return this.#count.during(() => this.#hub.receive(signed, expected));
  }

  /** What the ledger's stream brings of these events. */
  async assess(events: readonly MadeUpEvent[]): Promise<Capacity> {
    const entries = await this.#seen.ledger.get(events.map(({ source, id }) => this.#hasher.eventKey(source, id)));
    return this.#count.during(() => this.#hub.assess([...entries.values()]));
  }

  /** The one message that a subject's outbox holds, to `sent`. Throws where it is not one. */
  async send(person: number): Promise<Capacity> {
    const notices = await this.#seen.notices.of(await this.#subjectOf(person));
    let sent = 0;
    const cost = await this.#count.during(async () => {
      sent = await this.#hub.dispatch(notices);
    });
    if (sent !== 1) throw new Error(`${sent} messages went out where one was due`);
    return cost;
  }

  /** A run of sweep over the county at an instant, and every message that it makes to `sent`. */
  async sweep(now: number): Promise<Capacity> {
    const { province } = this.#hub.ports;
    const names = Object.entries(province.divisions.names).filter(([code]) => within(COUNTY, code));
    const swept = await this.#count.during(() => this.#hub.sweepAt(now, Object.fromEntries(names)));
    const files = province.offices.map(({ id }) => this.#seen.notices.of(`o-${id}`));
    const made = (await Promise.all(files)).flat().filter(({ status }) => status === 'queued');
    return sum([swept, await this.#count.during(() => this.#hub.at(now, () => this.#hub.dispatch(made)))]);
  }

  /** What one act of the township's office costs, as the API does it. Throws where there is no warning to act on. */
  async act(person: number, tell: (now: number) => Doing): Promise<Capacity> {
    const { ports } = this.#hub;
    const warning = await this.#seen.warnings.latest(await this.#subjectOf(person));
    if (!warning) throw new Error(`made-up person ${person} has no warning`);
    const doing = tell(ports.clock.now());
    const staff = { sub: 'bench', role: 'township', division: warning.township } as const;
    const asked = { act: doing.act, seen: warning.version, mark: undefined, tell: () => doing };
    return this.#count.during(async () => {
      await perform(ports, staff, warning, asked);
      await logLook(ports, staff, { action: `warning.${doing.act}`, subject: warning.subject });
    });
  }

  async issue(person: number, period: { from: string; to: string }): Promise<Capacity> {
    const subject = await this.#subjectOf(person);
    return this.#count.during(() => issueStatement(this.#hub.ports, { subject, period, scheduled: true, tell: true }));
  }

  /** Puts a household of three on the roster, `first` its head, and lets its department's key be read for the first time. */
  async household(first: number): Promise<Capacity> {
    const events = Array.from({ length: HOUSEHOLD_SIZE }, (_, i) => rosterEvent(first + i));
    await this.receive(events);
    return this.assess(events);
  }

  async #subjectOf(person: number): Promise<string> {
    const ids = await this.#seen.people.ids([this.#hasher.personKey(personAt(person).idNumber)]);
    const [record] = (await this.#seen.people.get([...ids.values()])).values();
    if (!record?.household) throw new Error(`made-up person ${person} is in no household`);
    return record.household;
  }
}
