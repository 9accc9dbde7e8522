import type { Province } from '../domain/province.ts';
import type { Found } from '../domain/visiting.ts';
import { type Capacity, divided, only, sum, without } from './capacity.ts';
import {
  BENCH_NOW,
  disabilityEvent,
  diseaseEvent,
  grantEvent,
  HOUSEHOLD_SIZE,
  type MadeUpEvent,
  quietEvent,
  rosterEvent,
  unemploymentEvent,
} from './county.ts';
import { type Clients, MeasuredHub } from './measured-hub.ts';

/** Units of one of each kind, everything that it leads to counted in. */
type Measure = (hub: MeasuredHub, size: number) => Promise<Capacity>;

/** Each has a household of its own: their heads. */
const HEADS = {
  quiet: 0,
  duplicate: 3,
  request: 6,
  newWarning: 9,
  raised: 12,
  statement: 15,
  newPerson: 18,
  visit: 21,
  finish: 24,
  digest: 27,
  urging: 30,
  urgingJoint: 33,
} as const;
const MOST_EVENTS = 500;
/** As many are late at once where a round's urgings are one message. */
const JOINT = 12;
/** Friday, 2026-11-06 08:30 in Shanghai, epoch ms. */
const MORNING = Date.parse('2026-11-06T00:30:00Z');
/** When the red ones of `BENCH_NOW` are late: Saturday, 10:00. */
const LATE = BENCH_NOW + 48 * 3_600_000;

/** Ledger row and signal are two units an event; what stands beyond them is what a warning costs. */
const ownUnits = (events: number): Capacity => ({ write: { Signals: events }, read: {} });

const measures = {
  /** A known person in a household of three, a medical event, no level reached and no open warning. */
  async quiet(hub, size) {
    const costs: Capacity[] = [];
    for (let nth = 0; nth < size; nth++) {
      const event = quietEvent(HEADS.quiet + (nth % HOUSEHOLD_SIZE), nth);
      costs.push(only('Ledger', await hub.receive([event])), await hub.assess([event]));
    }
    return divided(sum(costs), size);
  },
  /** The same event again, its request apart. */
  async duplicate(hub) {
    const event = quietEvent(HEADS.duplicate, 1_000_000);
    await hub.receive([event]);
    return only('Ledger', await hub.receive([event], 'duplicate'));
  },
  /** A request of one event, its event apart: nonce and manifest. */
  request: async (hub) => without('Ledger', await hub.receive(numbered(1, 2_000_000))),
  /** A request of as many events as the hub takes. */
  request_500: async (hub) => without('Ledger', await hub.receive(numbered(MOST_EVENTS, 3_000_000))),
  /** Red at once, beyond two units for each of its events: one SMS to staff, to `sent`. */
  async new_warning(hub) {
    const events = redEvents(HEADS.newWarning);
    await receiveEach(hub, events);
    return sum([await hub.assess(events), await hub.send(HEADS.newWarning)], [ownUnits(events.length)]);
  },
  /** From blue to red, beyond two units for each of its events: one SMS to staff, to `sent`. */
  async raised(hub) {
    const [first, ...more] = redEvents(HEADS.raised);
    await receiveEach(hub, [first, ...more]);
    await hub.assess([first]);
    return sum([await hub.assess(more), await hub.send(HEADS.raised)], [ownUnits(more.length)]);
  },
  /** A visit to a household that is blue, as a worker tells of it, with its line in the log of looks. */
  async visit(hub) {
    await raiseBlue(hub, HEADS.visit);
    return hub.act(HEADS.visit, (now) => ({ act: 'visit', visit: visitAt(now) }));
  },
  /** Visit and outcome in one. */
  async finish(hub) {
    await raiseBlue(hub, HEADS.finish);
    return hub.act(HEADS.finish, (now) => ({
      act: 'finish',
      visit: visitAt(now),
      conclusion: { outcome: 'applying', programmes: ['临时救助'], note: '当面帮助填了申请表' },
    }));
  },
  /** A morning with one new blue warning: it is taken in by the digests of its township and county, to `sent`. */
  async digest(hub) {
    await raiseBlue(hub, HEADS.digest);
    return hub.sweep(MORNING);
  },
  /** One red warning that is late: the step with its three reminders, to `sent`. */
  async urging(hub) {
    await raiseRed(hub, HEADS.urging);
    return hub.sweep(LATE);
  },
  /** Each of twelve that are late in one round: three messages for all of them. */
  async urging_joint(hub) {
    for (let nth = 0; nth < JOINT; nth++) {
      const head = HEADS.urgingJoint + nth * HOUSEHOLD_SIZE;
      if (nth > 0) await hub.household(head);
      await raiseRed(hub, head);
    }
    return divided(await hub.sweep(LATE), JOINT);
  },
  /** One household's sheet of a quarter with its SMS, to `sent`. */
  async statement(hub) {
    const grants = Array.from({ length: 3 }, (_, nth) => grantEvent(HEADS.statement, nth));
    await hub.receive(grants);
    await hub.assess(grants);
    const issued = await hub.issue(HEADS.statement, { from: '2026-07-01', to: '2026-09-30' });
    return sum([issued, await hub.send(HEADS.statement)]);
  },
  /** Somebody new by a roster event, beyond its two units: key, record, look-ups and household. */
  async new_person(hub) {
    const events = Array.from({ length: HOUSEHOLD_SIZE }, (_, nth) => rosterEvent(HEADS.newPerson + nth));
    await hub.receive(events);
    return divided(sum([await hub.assess(events)], [ownUnits(events.length)]), events.length);
  },
} as const satisfies Record<string, Measure>;

export type CostName = keyof typeof measures;

/** Measures each of them once, the quiet one as the mean of `quiet` events, on tables under their plain names. */
export async function measureUnitCosts(clients: Clients, province: Province, quiet: number) {
  const hub = await MeasuredHub.open(clients, province);
  for (const first of Object.values(HEADS)) if (first !== HEADS.newPerson) await hub.household(first);
  // A department's key is read once a minute: the first request of each is not a usual one.
  for (const event of [quietEvent(0, 9_000_000), ...redEvents(0), grantEvent(0, 9)]) await hub.receive([event]);
  // While nothing else is open: a round is about all that is late.
  const digest = await measures.digest(hub);
  const urging = await measures.urging(hub);
  const urging_joint = await measures.urging_joint(hub);
  return {
    quiet: await measures.quiet(hub, quiet),
    duplicate: await measures.duplicate(hub),
    request: await measures.request(hub),
    request_500: await measures.request_500(hub),
    new_warning: await measures.new_warning(hub),
    raised: await measures.raised(hub),
    visit: await measures.visit(hub),
    finish: await measures.finish(hub),
    digest,
    urging,
    urging_joint,
    statement: await measures.statement(hub),
    new_person: await measures.new_person(hub),
  } satisfies Record<CostName, Capacity>;
}

async function raiseRed(hub: MeasuredHub, person: number): Promise<void> {
  const events = redEvents(person);
  await receiveEach(hub, events);
  await hub.assess(events);
  await hub.send(person);
}

async function raiseBlue(hub: MeasuredHub, person: number): Promise<void> {
  const event = unemploymentEvent(person);
  await hub.receive([event]);
  await hub.assess([event]);
}

/** With as much as a worker writes on a phone, and the key by which the phone sends it again. */
const visitAt = (visitedAt: number): Found => ({
  visitedAt,
  met: 'self',
  findings: '夫妻二人在家,厂里停工两个月,孩子在县城上高中,靠亲戚接济,冬天取暖的煤还没有买。',
  needs: ['living', 'education'],
  note: '约好下周带他们去镇上填表',
  request: { key: '0b0e6f0c-6a4e-4f0e-9d4b-3a1f6c1d2e3f', digest: 'AAAAAAAAAAAAAAAAAAAAAA' },
});

const redEvents = (person: number) =>
  [unemploymentEvent(person), disabilityEvent(person), diseaseEvent(person)] as const;

const numbered = (count: number, from: number): MadeUpEvent[] =>
  Array.from({ length: count }, (_, nth) => quietEvent(HEADS.request + (nth % HOUSEHOLD_SIZE), from + nth));

/** Three departments, three requests. */
async function receiveEach(hub: MeasuredHub, events: readonly MadeUpEvent[]): Promise<void> {
  for (const event of events) await hub.receive([event]);
}
