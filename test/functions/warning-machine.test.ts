import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Doing } from '../../domain/act.ts';
import { inForce } from '../../domain/plan.ts';
import { isOpen, type Warning, warningSchema } from '../../domain/warning.ts';
import { type Act, acts, openActs } from '../../domain/warning-acts.ts';
import { perform } from '../../functions/api/acting.ts';
import { HttpProblem } from '../../functions/shared/problem.ts';
import { sweep } from '../../functions/sweep/handler.ts';
import { makeEvent, makePerson } from '../factories.ts';
import { memoryHub } from './memory-hub.ts';

const HOUR = 3_600_000;
const TOWNSHIPS = ['621121100', '621121101', '621121102', '621122105'] as const;
const COUNTY = { sub: 's-1', role: 'county', division: '62' } as const;
const PEOPLE = [1, 2].map((n) => makePerson(n, { residenceDivision: '621121101', registeredDivision: '621121101' }));
const REASONS = ['hospitalization', 'chronic-disease', 'disability', 'unemployment', 'reemployment'] as const;
const URGING = new Set(['due-soon', 'urge', 'overdue-reminder']);

/** What has been seen so far: closed warnings as they were, and how far each open one had come. */
interface Model {
  closed: Map<string, string>;
  seen: Map<string, number>;
  events: { source: string; id: string }[];
  serial: number;
}
type Hub = ReturnType<typeof memoryHub>;

async function allWarnings({ ports }: Hub): Promise<Warning[]> {
  const ids = await ports.people.ids(PEOPLE.map(({ idNumber }) => ports.hasher.personKey(idNumber)));
  const households = [...(await ports.people.get([...ids.values()])).values()].flatMap(
    ({ household }) => household ?? [],
  );
  const homes = ['H-1', 'H-2'].map((id) => `h-${ports.hasher.scoped('household', 'urn:jiuzhu:civil-affairs', id)}`);
  const subjects = new Set([...ids.values(), ...households, ...homes]);
  return (await Promise.all([...subjects].map((subject) => ports.warnings.all(subject)))).flat();
}

/** What must hold after every step, whatever the steps were. */
async function check(model: Model, hub: Hub): Promise<void> {
  const warnings = await allWarnings(hub);
  for (const [subject, cycles] of Map.groupBy(warnings, (warning) => warning.subject)) {
    expect(cycles.map(({ cycle }) => cycle)).toEqual(cycles.map((_, index) => index + 1));
    expect([subject, cycles.slice(0, -1).filter(isOpen)]).toEqual([subject, []]);
  }
  for (const warning of warnings) {
    await checkOne(model, hub, warning);
    model.seen.set(warning.id, warning.version);
    if (!isOpen(warning)) model.closed.set(warning.id, JSON.stringify(withoutFlag(warning)));
  }
}

const withoutFlag = ({ referred: _flag, version: _version, changedAt: _at, ...warning }: Warning) => warning;

async function checkOne(model: Model, { ports }: Hub, warning: Warning): Promise<void> {
  expect(warningSchema.parse(warning)).toEqual(warning);
  const before = model.closed.get(warning.id);
  // What is over stays as it was; that it went to a department, where that was its outcome, is noted beside it.
  if (before !== undefined) expect(JSON.stringify(withoutFlag(warning))).toBe(before);
  const history = await ports.warnings.history(warning.subject, warning.cycle);
  expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1));
  expect(history).toHaveLength(warning.version);
  expect(warning.paused).toBe(warning.pause !== undefined);
  const listed = (await ports.warnings.openIn(warning.township)).items.filter(({ id }) => id === warning.id);
  expect(listed).toHaveLength(isOpen(warning) ? 1 : 0);
  if (isOpen(warning)) expect(warning.dueAt).toBe(inForce(warning).at);
  else expect([warning.nextStepAt, warning.rescoreAt, warning.paused]).toEqual([undefined, undefined, false]);
  if (warning.pause) expect(warning.nextStepAt).toBe(warning.pause.until);
  if (!model.seen.has(warning.id)) {
    expect(warning.visitDue.at).toBeGreaterThan(warning.raisedAt);
    expect(warning.dueAt).toBeGreaterThan(warning.raisedAt);
  }
  if (warning.status === 'raised' || warning.status === 'accepted')
    expect(warning.feedbackDue.at).toBeGreaterThanOrEqual(warning.visitDue.at);
  const urged = (await ports.notices.of(warning.subject)).filter(
    (notice) => notice.warning === warning.id && URGING.has(notice.kind),
  );
  // Visits that came in with an absorbed warning were to other people of the household: its own is still owed.
  const visitedAt = history.find(({ change }) => change === 'visited')?.at ?? Number.POSITIVE_INFINITY;
  for (const { createdAt, about } of urged) {
    if (about?.deadline !== 'feedback') expect(createdAt).toBeLessThanOrEqual(visitedAt);
    if (warning.closedAt !== undefined) expect(createdAt).toBeLessThanOrEqual(warning.closedAt);
    if (warning.pause) expect(createdAt).toBeLessThanOrEqual(warning.pause.at);
  }
}

type Command = fc.AsyncCommand<Model, Hub>;
const command = (name: string, run: (model: Model, hub: Hub) => Promise<void>): Command => ({
  check: () => true,
  async run(model, hub) {
    await run(model, hub);
    await check(model, hub);
  },
  toString: () => name,
});

/** An event about one of them, stored a minute after the last thing that happened. */
async function take(model: Model, hub: Hub, name: Parameters<typeof makeEvent>[0], data: object): Promise<void> {
  hub.time.now += 60_000;
  model.serial += 1;
  const time = `${new Date(hub.time.now + 8 * HOUR).toISOString().slice(0, 19)}+08:00`;
  const event = makeEvent(name, { id: `e-${model.serial}`, time, data: { ...data } });
  model.events.push({ source: event.source, id: event.id });
  await hub.take(event);
}
const today = (hub: Hub) => new Date(hub.time.now + 8 * HOUR).toISOString().slice(0, 10);

const who = fc.nat({ max: PEOPLE.length - 1 });
const events: fc.Arbitrary<Command>[] = [
  fc.tuple(who, fc.constantFrom(...REASONS)).map(([n, name]) =>
    command(`${name} of ${n}`, async (model, hub) => {
      const days = { registeredOn: today(hub), endedOn: today(hub), admittedOn: today(hub), certifiedOn: today(hub) };
      const own = {
        hospitalization: { admittedOn: days.admittedOn, dischargedOn: undefined },
        'chronic-disease': { certifiedOn: days.certifiedOn, validUntil: undefined },
        disability: { certifiedOn: days.certifiedOn },
        unemployment: { registeredOn: days.registeredOn },
        reemployment: { endedOn: days.endedOn },
      };
      await take(model, hub, name, { person: PEOPLE[n], ...own[name] });
    }),
  ),
  fc
    .tuple(who, fc.constantFrom(...TOWNSHIPS))
    .map(([n, residence]) =>
      command(`${n} moves to ${residence}`, (model, hub) =>
        take(model, hub, 'move', { person: PEOPLE[n], residence, on: today(hub) }),
      ),
    ),
  fc.tuple(who, fc.constantFrom('H-1', 'H-2', undefined)).map(([n, id]) =>
    command(`${n} is of ${id ?? 'no household'}`, (model, hub) =>
      take(model, hub, 'roster', {
        person: PEOPLE[n],
        household: id && { id, relation: n === 0 ? 'head' : 'spouse', since: '2020-01-01' },
      }),
    ),
  ),
  who.map((n) =>
    command(`${n} dies`, (model, hub) => take(model, hub, 'death', { person: PEOPLE[n], diedOn: today(hub) })),
  ),
  fc.nat({ max: 30 }).map((nth) =>
    command(`event ${nth} is taken back`, async (model, hub) => {
      const target = model.events[nth % Math.max(1, model.events.length)];
      if (!target) return;
      hub.time.now += 60_000;
      model.serial += 1;
      const event = makeEvent('retraction', { id: `e-${model.serial}`, source: target.source });
      await hub.take({ ...event, data: { retracts: target, reason: '录入错误' } });
    }),
  ),
];

const said = (hub: Hub, n: number): Record<Act, Doing> => {
  const visit = { visitedAt: hub.time.now, met: 'self' as const, findings: '在家', needs: [] };
  const conclusion = {
    outcome: (['aided', 'not-eligible', 'away', 'applying', 'referred'] as const)[n % 5] ?? 'aided',
  };
  return {
    accept: { act: 'accept' },
    visit: { act: 'visit', visit },
    resolve: { act: 'resolve', conclusion },
    finish: { act: 'finish', visit, conclusion },
    reassign: { act: 'reassign', to: { township: TOWNSHIPS[n % TOWNSHIPS.length] ?? '' }, reason: '代办' },
    extend: { act: 'extend', workdays: 1 + (n % 10), reason: '断路', approver: '王主任' },
    pause: { act: 'pause', until: hub.time.now + (1 + n) * 12 * HOUR, reason: '外出' },
    resume: { act: 'resume' },
    refer: { act: 'refer', to: '医保', matter: '医疗救助' },
    reopen: { act: 'reopen', reason: '有新情况' },
  };
};

/** Any act on any cycle there is, on its newest version: it is done, and the version rises by one, or nothing changes at all. */
const acting = fc.tuple(fc.constantFrom(...acts), fc.nat({ max: 40 }), fc.nat({ max: 11 })).map(([name, nth, n]) =>
  command(`${name} ${nth} ${n}`, async (_, hub) => {
    const warnings = await allWarnings(hub);
    const warning = warnings[nth % Math.max(1, warnings.length)];
    if (!warning) return;
    hub.time.now += 60_000;
    const doing = said(hub, n)[name];
    if (doing.act === 'reassign' && doing.to.township === warning.township) return;
    const latest = await hub.ports.warnings.latest(warning.subject);
    const open = openActs(warning).includes(name) && (name !== 'reopen' || latest?.id === warning.id);
    const asked = { act: name, seen: warning.version, mark: undefined, tell: () => doing };
    const done = await perform(hub.ports, COUNTY, warning, asked).catch((error: unknown) => error);
    if (open && name === 'reopen')
      expect(done).toMatchObject({ cycle: warning.cycle + 1, version: 1, status: 'raised' });
    else if (open) expect(done).toMatchObject({ id: warning.id, version: warning.version + 1 });
    else {
      expect(done).toBeInstanceOf(HttpProblem);
      expect(done).toMatchObject({ status: 409 });
      expect(await hub.ports.warnings.get(warning.subject, warning.cycle)).toEqual(warning);
    }
  }),
);

const waiting = fc.integer({ min: 1, max: 240 }).map((hours) =>
  command(`${hours} hours`, async (_, hub) => {
    hub.time.now += hours * HOUR;
    await sweep(hub.ports)();
  }),
);

it('whatever happens to two people, their households and their office, in whatever order, the machine stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands([...events, events[0] ?? waiting, acting, acting, acting, waiting], { maxCommands: 40, size: '+1' }),
      async (commands) => {
        const hub = memoryHub();
        const model: Model = { closed: new Map(), seen: new Map(), events: [], serial: 0 };
        for (const person of PEOPLE)
          await take(model, hub, 'roster', {
            person,
            household: { id: 'H-1', relation: person === PEOPLE[0] ? 'head' : 'spouse', since: '2020-01-01' },
          });
        await fc.asyncModelRun(() => ({ model, real: hub }), commands);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
