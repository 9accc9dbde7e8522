import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../functions/shared/assessing/assess.ts';
import type { LedgerEntry } from '../../functions/shared/ledger.ts';
import { memoryHub } from '../functions/memory-hub.ts';
import { type CloudEvent, instant } from './hub.ts';
import { household, numberOf, type Somebody, sample, somebody } from './samples.ts';

/** Shards and queues run at once and deliver twice: whatever the order of their steps, the outcome is the same. */
const NOW = instant('2026-11-20T10:01');
const RUNS = { numRuns: 60 };

type Hub = ReturnType<typeof memoryHub>;
type Scheduler = fc.Scheduler;

/** The hub's entries as receiving would store them, by the department that the source names. */
async function received({ ports, entryOf }: Hub, events: readonly CloudEvent[]): Promise<LedgerEntry[]> {
  const entries = events.map((event) => ({
    ...entryOf(event),
    department: /^\/\/([a-z-]+)/.exec(event.source)?.[1] ?? '',
  }));
  await ports.ledger.put(entries);
  return entries;
}

/** A store whose every answer comes when the scheduler says so. */
function slow<T extends object>(store: T, scheduler: Scheduler): T {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...args: readonly unknown[]) => {
        await scheduler.schedule(Promise.resolve(), String(name));
        const answer: unknown = await Reflect.apply(member, target, args);
        await scheduler.schedule(Promise.resolve(), `${String(name)} answered`);
        return answer;
      };
    },
  });
}

/** Assesses batches at once, each as a worker of its own, their steps mixed by the scheduler. */
async function atOnce(hub: Hub, scheduler: Scheduler, batches: readonly (readonly LedgerEntry[])[]): Promise<void> {
  const { people, signals, warnings, ledger, notices } = hub.ports;
  const worker = assess({
    ...hub.ports,
    people: slow(people, scheduler),
    signals: slow(signals, scheduler),
    warnings: slow(warnings, scheduler),
    ledger: slow(ledger, scheduler),
    notices: slow(notices, scheduler),
  });
  await scheduler.waitFor(Promise.all(batches.map((batch) => worker(batch))));
}

/** What anybody would see of a person's household: levels, scores and factors of all warnings that are not merged. */
async function outcome({ ports, personId }: Hub, who: Somebody) {
  const id = await personId(who.idNumber);
  const person = (await ports.people.get([id])).get(id);
  const subjects = [...new Set([person?.household ?? id, id])];
  const warnings = (await Promise.all(subjects.map((subject) => ports.warnings.all(subject)))).flat();
  return warnings
    .filter(({ status }) => status !== 'merged')
    .map(({ status, score, level, factors, subject }) => ({
      status,
      score,
      level,
      of: subject.slice(0, 2),
      factors: factors.map(({ text, points, events }) => `${text} ${points} ${events.length}`).toSorted(),
    }));
}

/** Assessed one after another, as if there were one shard. */
async function oneByOne(events: readonly CloudEvent[], who: Somebody) {
  const hub = memoryHub(NOW);
  for (const entry of await received(hub, events)) await assess(hub.ports)([entry]);
  return outcome(hub, who);
}

const about = (who: Somebody, name: string, changes: Parameters<typeof sample>[1] = {}) =>
  sample(name, { person: numberOf(who), ...changes });
const family = () => [somebody(), somebody()] as const;

describe('two members’ events', () => {
  it('assessed at once never lose a factor, and end as one after another', async () => {
    const [head, spouse] = family();
    const roster = household([head, spouse]);
    const events = [about(head, 'unemployment'), about(spouse, 'chronic-disease'), about(spouse, 'hospitalization')];
    const wanted = await oneByOne([...roster, ...events], head);
    expect(wanted).toMatchObject([{ status: 'raised', score: 50, factors: { length: 3 } }]);
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const hub = memoryHub(NOW);
        await assess(hub.ports)(await received(hub, roster));
        const entries = await received(hub, events);
        await atOnce(
          hub,
          scheduler,
          entries.map((entry) => [entry]),
        );
        expect(await outcome(hub, head)).toEqual(wanted);
      }),
      RUNS,
    );
  });

  it('assessed at once with the roster that makes them a household end in one warning of the household', async () => {
    const [head, spouse] = family();
    const events = [...household([head, spouse]), about(head, 'unemployment'), about(spouse, 'chronic-disease')];
    const wanted = await oneByOne(events, head);
    expect(wanted).toMatchObject([{ status: 'raised', score: 30, of: 'h-' }]);
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.shuffledSubarray(events, { minLength: 4 }), async (scheduler, shuffled) => {
        const hub = memoryHub(NOW);
        const entries = await received(hub, shuffled);
        await atOnce(hub, scheduler, [entries.slice(0, 2), entries.slice(2)]);
        expect(await outcome(hub, head)).toEqual(wanted);
        expect(await outcome(hub, spouse)).toEqual(wanted);
      }),
      RUNS,
    );
  });

  it('in one batch with their roster end in one warning of the household', async () => {
    const [head, spouse] = family();
    const hub = memoryHub(NOW);
    const events = [...household([head, spouse]), about(head, 'unemployment'), about(spouse, 'chronic-disease')];
    await assess(hub.ports)(await received(hub, events));
    expect(await outcome(hub, head)).toMatchObject([{ of: 'h-', score: 30 }]);
  });
});

describe('the same batch delivered twice, even at once', () => {
  it('leaves each record once (W13)', async () => {
    const [head, spouse] = family();
    const grant = about(head, 'benefit-granted.emergency');
    const events = [...household([head, spouse]), about(spouse, 'chronic-disease'), about(head, 'disability'), grant];
    const wanted = await oneByOne(events, head);
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const hub = memoryHub(NOW);
        const entries = await received(hub, events);
        await atOnce(hub, scheduler, [entries, entries]);
        await assess(hub.ports)(entries);
        expect(await outcome(hub, head)).toEqual(wanted);
        const ids = await Promise.all([head, spouse].map(({ idNumber }) => hub.personId(idNumber)));
        const known = await hub.ports.signals.of(ids);
        expect([...known.values()].flat()).toHaveLength(events.length);
        const { household: home = '' } = (await hub.ports.people.get(ids)).get(ids[0] ?? '') ?? {};
        expect(await hub.ports.people.members(home)).toHaveLength(2);
        const told = (await Promise.all([home, ...ids].map((subject) => hub.ports.notices.of(subject))))
          .flat()
          .map(({ kind }) => kind);
        expect(told.filter((kind) => kind === 'granted')).toHaveLength(1);
        expect(told.filter((kind) => kind === 'warning-raised')).toHaveLength(1);
      }),
      RUNS,
    );
  });
});

describe('a retraction', () => {
  it('assessed at once with its target, before or after it, leaves nothing of it', async () => {
    const who = somebody();
    const wrong = about(who, 'chronic-disease');
    const retraction = sample('retraction', { data: { retracts: { source: wrong.source, id: wrong.id } } });
    const kept = about(who, 'disability');
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.shuffledSubarray([wrong, retraction, kept], { minLength: 3 }),
        async (scheduler, events) => {
          const hub = memoryHub(NOW);
          await assess(hub.ports)(await received(hub, household([who])));
          const entries = await received(hub, events);
          await atOnce(
            hub,
            scheduler,
            entries.map((entry) => [entry]),
          );
          expect(await outcome(hub, who)).toMatchObject([
            { status: 'raised', score: 30, factors: [expect.stringContaining('残疾')] },
          ]);
        },
      ),
      RUNS,
    );
  });
});

describe('people', () => {
  it('with a blank household are two subjects (W5)', async () => {
    const hub = memoryHub(NOW);
    const two = family();
    const rosters = two
      .flatMap((who) => household([who]))
      .map(({ data: { household: _, ...data }, ...event }) => ({ ...event, data }));
    await assess(hub.ports)(await received(hub, rosters));
    await assess(hub.ports)(
      await received(
        hub,
        two.map((who) => about(who, 'chronic-disease')),
      ),
    );
    for (const who of two)
      expect(await outcome(hub, who)).toMatchObject([{ of: 'p-', score: 30, factors: { length: 1 } }]);
  });

  it('whose roster is imported twice are counted once, with one head (W11)', async () => {
    const [head, spouse] = family();
    const rosters = household([head, spouse]);
    const again = rosters.map((event) => ({ ...event, id: `${event.id}-again`, time: '2026-11-02T09:00:00+08:00' }));
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const hub = memoryHub(NOW);
        const entries = await received(hub, [...rosters, ...again]);
        await atOnce(hub, scheduler, [entries.slice(0, 2), entries.slice(2)]);
        const id = await hub.personId(head.idNumber);
        const { household: home = '' } = (await hub.ports.people.get([id])).get(id) ?? {};
        const members = await hub.ports.people.members(home);
        expect(members.map(({ relation }) => relation).toSorted()).toEqual(['head', 'spouse']);
        expect(members.every(({ until }) => until === undefined)).toBe(true);
      }),
      RUNS,
    );
  });

  it('who split their household stay in both, dated, with one head each (W11)', async () => {
    const [head, spouse] = family();
    const hub = memoryHub(NOW);
    const divorced = household([spouse], { time: '2026-11-10T09:00:00+08:00' }).map((event) => ({
      ...event,
      data: { ...event.data, household: { id: 'HJ-split', relation: 'head', since: '2026-11-10' } },
    }));
    await assess(hub.ports)(await received(hub, [...household([head, spouse]), about(spouse, 'chronic-disease')]));
    await assess(hub.ports)(await received(hub, divorced));
    const [before, after] = await Promise.all(
      [head, spouse].map(async ({ idNumber }) => {
        const id = await hub.personId(idNumber);
        return (await hub.ports.people.get([id])).get(id)?.household ?? '';
      }),
    );
    expect(before).not.toBe(after);
    expect(await hub.ports.people.members(before ?? '')).toMatchObject([
      expect.objectContaining({ relation: 'head' }),
      expect.objectContaining({ relation: 'spouse', until: '2026-11-10' }),
    ]);
    expect(await hub.ports.people.members(after ?? '')).toMatchObject([{ relation: 'head', from: '2026-11-10' }]);
  });
});

describe('a closing that is delivered twice', () => {
  it('closes once, and tells each version of the warning once (W6)', async () => {
    const who = somebody();
    const wrong = about(who, 'chronic-disease');
    const retraction = sample('retraction', { data: { retracts: { source: wrong.source, id: wrong.id } } });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const hub = memoryHub(NOW);
        await assess(hub.ports)(await received(hub, [...household([who]), wrong]));
        const closing = await received(hub, [retraction]);
        await atOnce(hub, scheduler, [closing, closing]);
        await assess(hub.ports)(closing);
        const id = await hub.personId(who.idNumber);
        const { household: home = '' } = (await hub.ports.people.get([id])).get(id) ?? {};
        const [warning, ...others] = await hub.ports.warnings.all(home);
        expect(others).toEqual([]);
        expect(warning).toMatchObject({ status: 'withdrawn', version: 2 });
        const history = await hub.ports.warnings.history(home, 1);
        expect(history.map(({ change }) => change).toSorted()).toEqual(['raised', 'withdrawn']);
        const causes = (await hub.ports.notices.of(home)).map(({ cause, kind }) => `${cause} ${kind}`);
        expect(new Set(causes).size).toBe(causes.length);
      }),
      RUNS,
    );
  });
});
