import { beforeEach, describe, expect, it } from 'vitest';
import { sendSms } from '../../../functions/send-sms/handler.ts';
import { sendOn } from '../../../functions/shared/send-on.ts';
import { sweep } from '../../../functions/sweep/handler.ts';
import { sendRipe } from '../../../functions/sweep/together.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const DAY = 86_400_000;
const MERGED_AFTER = 600_000;
let hub: ReturnType<typeof memoryHub>;
let person: string;
let subject: string;
const sent: string[] = [];

/** The head is in hospital; where `wife` has lost her work, that is a reason of its own. */
async function household(wife = false) {
  const spouse = makePerson(2, { name: '张秀兰' });
  const home = (relation: string) => ({ id: 'H-0001', relation, since: '2020-01-01' });
  await hub.take(
    makeEvent('roster', { data: { household: home('head') } }),
    makeEvent('roster', { id: 'roster-2', data: { person: spouse, household: home('spouse') } }),
    makeEvent('hospitalization'),
    makeEvent('chronic-disease'),
    ...(wife ? [makeEvent('unemployment', { data: { person: spouse } })] : []),
  );
  person = await hub.personId(makePerson().idNumber);
  subject = (await hub.ports.people.get([person])).get(person)?.household ?? '';
}

beforeEach(() => {
  hub = memoryHub();
  sent.length = 0;
});
const die = () => hub.take(makeEvent('death', { data: { diedOn: '2026-11-05' } }));
const undie = () =>
  hub.take(
    makeEvent('retraction', {
      source: 'urn:jiuzhu:civil-affairs',
      data: { retracts: { source: 'urn:jiuzhu:civil-affairs', id: 'death-1' }, reason: '同名登错' },
    }),
  );
const latest = () => hub.ports.warnings.latest(subject);
const provider = {
  async send({ text }: { text: string }) {
    sent.push(text);
    return { kind: 'sent' as const, providerId: `m-${sent.length}` };
  },
};
async function send(of: string) {
  await sendOn(hub.ports, await hub.ports.notices.of(of));
  hub.time.now += MERGED_AFTER;
  await sendRipe(hub.ports);
  for (const key of hub.queued.splice(0)) await sendSms({ ...hub.ports, providers: [{ name: 'sns', provider }] })(key);
}

describe('W10 a death while a visit is due', () => {
  it('ends the task and the urging, and a retraction brings the family back to the office', async () => {
    await household();
    const first = await latest();
    expect(first).toMatchObject({ status: 'raised', peakLevel: 'yellow' });
    await die();
    expect(await latest()).toMatchObject({ status: 'withdrawn', level: undefined, score: 0 });
    const [last] = (await hub.ports.warnings.history(subject, 1)).slice(-1);
    expect(last).toMatchObject({ change: 'withdrawn', detail: '预警原因所在的家庭成员已去世' });
    hub.time.now = (first?.dueAt ?? 0) + DAY;
    await sweep(hub.ports)();
    const kinds = (await hub.ports.notices.of(subject)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'urge' || kind === 'overdue-reminder')).toEqual([]);
    expect((await hub.ports.warnings.openIn(first?.township ?? '')).items).toEqual([]);

    await undie();
    const second = await latest();
    expect(second).toMatchObject({ cycle: 2, status: 'raised', peakLevel: 'yellow' });
    expect(second?.dueAt).toBeGreaterThan(hub.time.now);
    const told = (await hub.ports.notices.of(subject)).filter(({ warning }) => warning === second?.id);
    expect(told.map(({ kind }) => kind)).toEqual(['warning-raised']);
  });

  it('leaves what the others need: the household is re-scored and the visit still owed', async () => {
    await household(true);
    expect(await latest()).toMatchObject({ score: 50, householdSize: 2 });
    await die();
    expect(await latest()).toMatchObject({
      status: 'raised',
      score: 20,
      level: 'blue',
      peakLevel: 'yellow',
      householdSize: 1,
      factors: [{ indicator: 'unemployment' }],
    });
    await undie();
    expect(await latest()).toMatchObject({ cycle: 1, score: 50, householdSize: 2 });
  });

  it('ends a pause with the warning', async () => {
    await household();
    const open = await latest();
    if (!open) throw new Error('nothing was raised');
    const { visitDue, feedbackDue } = open;
    const pause = { at: hub.time.now, until: hub.time.now + DAY, by: 's-1', reason: '外出', visitDue, feedbackDue };
    await hub.ports.warnings.commit({
      warning: { ...open, version: 2, paused: true, pause, nextStepAt: pause.until },
      expected: 1,
      history: {
        subject,
        cycle: 1,
        version: 2,
        at: hub.time.now,
        change: 'paused',
        by: 's-1',
        score: 50,
        profileVersion: '',
      },
      notices: [],
      counts: {},
      day: '2026-11-05',
    });
    await die();
    const closed = await latest();
    expect(closed).toMatchObject({ status: 'withdrawn', paused: false, nextStepAt: undefined });
    expect(closed?.pause).toBeUndefined();
  });

  it.each(['sms', 'call-back'] as const)('nothing more is sent to that person by %s', async (channel) => {
    await household();
    await hub.ports.notices.put([{ ...hub.grantNotice(person), channel }]);
    await die();
    await send(person);
    const [notice] = await hub.ports.notices.of(person);
    expect(notice).toMatchObject({ status: 'cancelled', detail: expect.stringContaining('本人已去世') });
    expect(sent).toEqual([]);
    expect((await hub.ports.calls.openIn('621121')).items).toEqual([]);
  });

  it('a later grant tells nobody', async () => {
    await household();
    await die();
    await hub.take(makeEvent('benefit-granted', { data: { status: 'granted', grantedOn: '2026-11-05' } }));
    expect(await hub.ports.notices.of(person)).toEqual([]);
  });
});
