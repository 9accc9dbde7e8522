import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startOf } from '../../../domain/shanghai-day.ts';
import { sendSms } from '../../../functions/send-sms/handler.ts';
import type { SendSmsPorts } from '../../../functions/send-sms/ports.ts';
import type { NamedProvider } from '../../../functions/send-sms/providers/registry.ts';
import type { NoticeKey } from '../../../functions/shared/notices.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const MORNING = startOf('2026-11-05') + 9 * 3_600_000;
/** Six times the function's time-out, as the stack sets it. */
const VISIBILITY_MS = 360_000;
const MOST_VISITS = 400;

/** What a provider does with a call, and what is heard of it. `lost`: taken, but the answer never came; `cut`: not even taken. */
const behaviour = fc.constantFrom('sent', 'busy', 'refused', 'unreached', 'lost', 'cut');
/** A worker dies at its nth step, before it takes effect or after. */
const crash = fc.record({ step: fc.nat({ max: 14 }), after: fc.boolean() });
const visit = fc.record({ twice: fc.boolean(), crash: fc.option(crash, { freq: 2 }) });
const world = fc.record({
  notices: fc.integer({ min: 1, max: 4 }),
  providers: fc.array(
    fc.record({
      asked: fc.boolean(),
      lists: fc.integer({ min: 0, max: 9 * 60_000 }),
      does: fc.array(behaviour, { minLength: 1, maxLength: 12 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  visits: fc.array(visit, { maxLength: 25 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;
type Script = World['providers'][number];

class Crash extends Error {}

/** A worker's ports: at the step named the worker is dead, and nothing that it asks for happens any more. */
function mortal<T extends object>(ports: T, death: { step: number; after: boolean } | undefined): T {
  let steps = 0;
  let dead = false;
  const step = async (act: () => unknown) => {
    if (dead) throw new Crash();
    dead = steps === death?.step;
    steps += 1;
    if (dead && !death?.after) throw new Crash();
    const result = await act();
    if (dead) throw new Crash();
    return result;
  };
  const wrap = (value: unknown): unknown => {
    if (typeof value === 'function') return value;
    if (Array.isArray(value)) return value.map(wrap);
    if (typeof value !== 'object' || value === null) return value;
    return new Proxy(value, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return wrap(member);
        return (...args: unknown[]) => step(() => Reflect.apply(member, target, args));
      },
    });
  };
  const mortals = ['notices', 'calls', 'people', 'sms', 'providers', 'limits'];
  return new Proxy(ports, {
    get: (target, name) =>
      mortals.includes(String(name)) ? wrap(Reflect.get(target, name)) : Reflect.get(target, name),
  });
}

/** A provider with a record of what it truly took. */
function scripted(name: NamedProvider['name'], { asked, lists, does }: Script, now: () => number) {
  const taken: { reference: string; at: number }[] = [];
  let calls = 0;
  const provider: NamedProvider['provider'] = {
    async send({ reference }) {
      const what = does[Math.min(calls++, does.length - 1)];
      if (what === 'sent' || what === 'lost') taken.push({ reference, at: now() });
      if (what === 'lost' || what === 'cut') throw new Error('socket hang up');
      if (what === 'busy') return { kind: 'busy' };
      if (what === 'refused') return { kind: 'refused', reason: '模板没有审核通过', by: 'provider' };
      if (what === 'unreached') return { kind: 'refused', reason: '对方已退订短信', by: 'recipient' };
      return { kind: 'sent', providerId: `m-${calls}` };
    },
    ...(asked && {
      async find({ reference }) {
        const found = taken.find((each) => each.reference === reference && each.at + lists <= now());
        return found ? { kind: 'sent', providerId: 'm-found' } : { kind: 'not-sent' };
      },
    }),
  };
  return { name, provider, taken };
}

async function play({ notices: count, providers: scripts, visits }: World) {
  const hub = memoryHub(MORNING);
  await hub.take(makeEvent('roster', { data: { household: undefined } }));
  const person = await hub.personId(makePerson().idNumber);
  const notices = Array.from({ length: count }, (_, nth) => hub.grantNotice(person, { id: `n-${nth}` }));
  await hub.ports.notices.put(notices);
  const providers = scripts.map((script, nth) => scripted(nth === 0 ? 'sns' : 'mas', script, () => hub.time.now));
  /** The queue: what is visible when. */
  const queue: { key: NoticeKey; at: number }[] = notices.map((key) => ({ key, at: MORNING }));
  const sms: SendSmsPorts['sms'] = {
    send: async (keys, { delaySeconds = 0 } = {}) => {
      for (const key of keys) queue.push({ key, at: hub.time.now + delaySeconds * 1000 });
    },
  };
  const ports: SendSmsPorts = { ...hub.ports, providers, sms };
  for (let nth = 0; queue.length > 0; nth++) {
    if (nth > MOST_VISITS) throw new Error('the queue never empties');
    const next = queue.toSorted((a, b) => a.at - b.at)[0];
    if (!next) break;
    queue.splice(queue.indexOf(next), 1);
    hub.time.now = Math.max(hub.time.now, next.at);
    const { twice = false, crash: death } = visits[nth] ?? {};
    const workers = [mortal(ports, death ?? undefined), ...(twice ? [ports] : [])];
    const ended = await Promise.allSettled(workers.map((each) => sendSms(each)(next.key)));
    const failed = ended.find((end) => end.status === 'rejected');
    if (failed && !(failed.reason instanceof Crash)) throw failed.reason;
    if (failed) queue.push({ key: next.key, at: hub.time.now + VISIBILITY_MS });
  }
  const called = new Set((await hub.ports.calls.openIn('621121')).items.map(({ notice }) => notice.id));
  return Promise.all(
    notices.map(async (key) => {
      const { status } = (await hub.ports.notices.get(key)) ?? {};
      const reference = `${key.subject}/${key.id}`;
      const taken = providers.flatMap((each) => each.taken).filter((each) => each.reference === reference).length;
      return { status, taken, called: called.has(key.id) };
    }),
  );
}

it('whatever crashes, times out or comes twice: never two messages, and nobody is left without one or a call', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      for (const { status, taken, called } of await play(given)) {
        expect(taken).toBeLessThanOrEqual(1);
        if (status === 'sent') expect(taken).toBe(1);
        else {
          expect(['failed', 'unknown']).toContain(status);
          expect(called).toBe(true);
          if (status === 'failed') expect(taken).toBe(0);
        }
      }
    }),
    { numRuns: 300 },
  );
});
