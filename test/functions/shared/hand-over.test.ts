import { beforeEach, describe, expect, it } from 'vitest';
import { act, type Doing } from '../../../domain/act.ts';
import { dayOf } from '../../../domain/shanghai-day.ts';
import { historyOf, idsFor } from '../../../functions/shared/assessing/reassess.ts';
import { sweep } from '../../../functions/sweep/handler.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const MAYING = '621121101';
const JICHUAN = '621121102';
let hub: ReturnType<typeof memoryHub>;
let subject: string;

beforeEach(async () => {
  hub = memoryHub();
  const person = makePerson(1, { residenceDivision: MAYING, registeredDivision: MAYING });
  await hub.take(makeEvent('roster', { data: { person } }), makeEvent('hospitalization'));
  const id = await hub.personId(makePerson().idNumber);
  subject = (await hub.ports.people.get([id])).get(id)?.household ?? '';
});

const latest = async () => {
  const warning = await hub.ports.warnings.latest(subject);
  if (!warning) throw new Error('nothing was raised');
  return warning;
};
const move = (residence: string, nth = 1) =>
  hub.take(
    makeEvent('move', {
      id: `move-${nth}`,
      time: `2026-11-05T09:4${nth}:00+08:00`,
      data: { residence, on: '2026-11-04' },
    }),
  );
async function perform(doing: Doing) {
  const warning = await latest();
  const now = hub.time.now;
  const done = act(warning, doing, { by: 's-1', now, province: hub.ports.province, ids: idsFor(hub.ports) });
  if (!done.ok) throw new Error('refused');
  const history = historyOf(done.warning, done.change, now, done.detail, 's-1');
  const notices = done.notices ?? [];
  const { warning: after, counts } = done;
  await hub.ports.warnings.commit({
    warning: after,
    expected: warning.version,
    history,
    notices,
    counts,
    day: dayOf(now),
  });
}
const told = async () =>
  (await hub.ports.notices.of(subject)).map(({ kind, audience, channel }) => [
    kind,
    audience.to === 'office' ? audience.office : '',
    channel,
  ]);

describe('a household that moves', () => {
  it('is handed over: history says from where to where, the old office reads that it is off its list', async () => {
    await move(JICHUAN);
    expect(await latest()).toMatchObject({ township: JICHUAN, office: `township-${JICHUAN}`, version: 2 });
    const [last] = (await hub.ports.warnings.history(subject, 1)).slice(-1);
    expect(last).toMatchObject({ change: 'handed-over', detail: '住址变动:由马营镇民政办转到鸡川镇民政办办理' });
    expect((await latest()).visitDue.why).toContain('11月5日住址变动,由马营镇民政办转到鸡川镇民政办,期限不变');
    expect(await told()).toEqual(
      expect.arrayContaining([
        ['warning-raised', `township-${JICHUAN}`, 'digest'],
        ['handed-over', `township-${MAYING}`, 'digest'],
      ]),
    );
    expect((await hub.ports.warnings.openIn(MAYING)).items).toEqual([]);
    expect((await hub.ports.warnings.openIn(JICHUAN)).items).toHaveLength(1);
    expect(await hub.ports.counters.read(JICHUAN, '2026-11-05', '2026-11-05')).toMatchObject({ 'handed-over#blue': 1 });
  });

  it('has the old office’s line go out with its digest, once', async () => {
    await move(JICHUAN);
    hub.time.now = Date.parse('2026-11-06T08:30:00+08:00');
    await sweep(hub.ports)();
    const off = (await hub.ports.notices.of(subject)).find(({ kind }) => kind === 'handed-over');
    expect(off).toMatchObject({ status: 'sent', detail: '已并入当天早报' });
  });

  it('keeps the visits that were made, and asks the new office for feedback', async () => {
    const visit = { visitedAt: hub.time.now, met: 'self' as const, findings: '独居', needs: [] };
    await perform({ act: 'visit', visit });
    const before = await latest();
    await move(JICHUAN);
    expect(await latest()).toMatchObject({ status: 'visited', visits: before.visits, dueAt: before.dueAt });
    expect(await told()).toContainEqual(['taken-over', `township-${JICHUAN}`, 'digest']);
  });

  it('stays paused', async () => {
    await perform({ act: 'pause', until: hub.time.now + 5 * 86_400_000, reason: '全家外出' });
    const before = await latest();
    await move(JICHUAN);
    expect(await latest()).toMatchObject({ paused: true, pause: before.pause, nextStepAt: before.pause?.until });
  });

  it('has to be accepted anew', async () => {
    await perform({ act: 'accept' });
    await move(JICHUAN);
    expect((await latest()).status).toBe('raised');
  });

  it('that was given away follows the family, not the county’s decision', async () => {
    await perform({ act: 'reassign', to: { township: '621121100' }, reason: '请代办' });
    await hub.take(makeEvent('chronic-disease'));
    expect((await latest()).township).toBe('621121100');
    await move(JICHUAN);
    expect(await latest()).toMatchObject({ township: JICHUAN });
    expect((await latest()).assigned).toBeUndefined();
  });

  it('that moves to where it was given already stays there, and nobody is told', async () => {
    await perform({ act: 'reassign', to: { township: JICHUAN }, reason: '人已住在鸡川镇' });
    const before = await told();
    await move(JICHUAN);
    expect((await latest()).assigned).toBeUndefined();
    expect(await told()).toEqual(before);
  });

  it('to and fro is told each time', async () => {
    await move(JICHUAN, 1);
    await move(MAYING, 2);
    expect((await latest()).formerly?.map(({ township }) => township)).toEqual([MAYING, JICHUAN]);
    expect((await told()).filter(([kind]) => kind === 'handed-over')).toHaveLength(2);
  });
});
