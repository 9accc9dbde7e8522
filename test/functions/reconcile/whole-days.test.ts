import { beforeEach, expect, it } from 'vitest';
import { differs } from '../../../domain/reconciled-day.ts';
import { reconcile } from '../../../functions/reconcile/whole-days.ts';
import { TOGETHER_QUEUE } from '../../../functions/shared/send-on.ts';
import { makeDepartmentKey, makeEvent, makePerson, NOW } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const DAY = '2026-11-05';
let hub: ReturnType<typeof memoryHub>;
beforeEach(async () => {
  hub = memoryHub();
  await hub.ports.access.putKey(makeDepartmentKey({ keyid: 'k', department: 'health' }));
});

const received = async (events: readonly { key: string }[], nonce = 'n') =>
  hub.ports.requests.claim({ department: 'health', keyid: 'k', nonce, at: NOW, events: events.map(({ key }) => key) });
const run = (repair = false) => reconcile(hub.ports)({ days: [DAY], repair });

it('everything assessed: nothing differs, also with duplicates and what was refused', async () => {
  const entries = await hub.take(makeEvent('roster'), makeEvent('hospitalization'), makeEvent('retraction'));
  await received([...entries, ...entries, { key: 'refused-and-never-stored' }]);
  await received(entries, 'again');
  const [totals] = await run();
  expect(totals).toMatchObject({
    department: 'health',
    day: DAY,
    accepted: 3,
    assessed: 3,
    parked: 0,
    missing: [],
    undecided: [],
  });
  expect(totals && differs(totals)).toBe(false);
});

it('finds what was accepted and never assessed, and mends it', async () => {
  await hub.take(makeEvent('roster'));
  const lost = hub.entryOf(makeEvent('hospitalization'));
  await hub.ports.ledger.put([lost]);
  await received([lost]);
  const [totals] = await run();
  expect(totals).toMatchObject({ accepted: 1, assessed: 0, missing: [lost.key] });
  expect(totals && differs(totals)).toBe(true);
  const [mended] = await run(true);
  expect(mended && differs(mended)).toBe(false);
  expect((await run())[0]).toMatchObject({ accepted: 1, assessed: 1, missing: [], undecided: [] });
  const person = await hub.personId(makePerson().idNumber);
  const household = (await hub.ports.people.get([person])).get(person)?.household ?? '';
  expect(await hub.ports.warnings.latest(household)).toMatchObject({ peakLevel: 'blue' });
});

it('finds a subject whose decision was lost behind its signal, and commits it', async () => {
  await hub.take(makeEvent('roster', { data: { household: undefined } }));
  const entry = hub.entryOf(makeEvent('hospitalization'));
  await hub.ports.ledger.put([entry]);
  const broken = { ...hub.ports.warnings, commit: () => Promise.reject(new Error('killed')) };
  const { assess } = await import('../../../functions/shared/assessing/assess.ts');
  await expect(assess({ ...hub.ports, warnings: broken })([entry])).rejects.toThrow();
  await received([entry]);
  const person = await hub.personId(makePerson().idNumber);
  expect((await run())[0]).toMatchObject({ assessed: 1, undecided: [person] });
  await run(true);
  expect((await run())[0]).toMatchObject({ undecided: [] });
  expect(await hub.ports.warnings.latest(person)).toMatchObject({ status: 'raised' });
});

it('counts what is parked as parked', async () => {
  const [entry] = await hub.take({ ...makeEvent('hospitalization'), data: { nonsense: true } });
  await received(entry ? [entry] : []);
  expect(hub.parked).toHaveLength(1);
  expect((await run())[0]).toMatchObject({ accepted: 1, assessed: 0, parked: 1, missing: [] });
});

it('finds a message that was made and never set moving, and sends it on once', async () => {
  const entries = await hub.take(makeEvent('roster', { data: { household: undefined } }), makeEvent('hospitalization'));
  await received(entries);
  const notice = hub.grantNotice(await hub.personId(makePerson().idNumber));
  await hub.ports.notices.put([notice]);
  hub.time.now = NOW + 30 * 60_000 - 1;
  expect((await run())[0]).toMatchObject({ stuck: [] });
  hub.time.now = NOW + 30 * 60_000;
  expect((await run())[0]).toMatchObject({ stuck: [{ subject: notice.subject, id: notice.id }] });
  await run(true);
  // What may be said together with more to the same person goes out with the next sweep.
  expect(await hub.ports.notices.waiting(TOGETHER_QUEUE)).toEqual([{ subject: notice.subject, id: notice.id }]);
});

it('finds a message that was cut short in a call, and has it looked after', async () => {
  const entries = await hub.take(makeEvent('roster', { data: { household: undefined } }), makeEvent('hospitalization'));
  await received(entries);
  const notice = hub.grantNotice(await hub.personId(makePerson().idNumber));
  await hub.ports.notices.put([notice]);
  const { subject, id } = notice;
  await hub.ports.notices.claim({ subject, id }, { at: NOW + 60_000, provider: 'aliyun', text: '', sentTo: 'k' });
  hub.time.now = NOW + 31 * 60_000 - 1;
  expect((await run(true))[0]).toMatchObject({ stuck: [] });
  hub.time.now = NOW + 31 * 60_000;
  expect((await run(true))[0]).toMatchObject({ stuck: [{ subject, id }] });
  expect(hub.queued).toEqual([expect.objectContaining({ subject, id })]);
});

it('finds what a file brought, also of a department that has no key', async () => {
  const lost = hub.entryOf(makeEvent('hospitalization'));
  await hub.ports.ledger.put([lost]);
  const manifest = { department: 'education', keyid: 'file:education', nonce: 'u-1#2', at: NOW, events: [lost.key] };
  await hub.ports.requests.claim(manifest);
  expect(await run()).toMatchObject([{ department: 'education', accepted: 1, missing: [lost.key] }]);
});
