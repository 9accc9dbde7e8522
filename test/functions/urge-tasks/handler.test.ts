import { beforeEach, expect, it } from 'vitest';
import { workdayBefore } from '../../../domain/calendar.ts';
import { noticeText } from '../../../domain/notice-text.ts';
import { remindReferral } from '../../../domain/referral-reminder.ts';
import { endOf } from '../../../domain/shanghai-day.ts';
import { urgeTasks } from '../../../functions/urge-tasks/handler.ts';
import { urged } from '../../../functions/urge-tasks/urged-kind.ts';
import { makeReferral } from '../../referrals.ts';
import { memoryHub } from '../memory-hub.ts';

/** A Thursday; the day before is a workday. */
const DUE = endOf('2026-11-12');
const referral = makeReferral({ dueAt: DUE });
let hub: ReturnType<typeof memoryHub>;

const run = () =>
  urgeTasks({
    ...hub.ports,
    kinds: [urged({ kind: 'referral', tasks: hub.ports.referrals, remind: remindReferral })],
  })();
const told = () => hub.ports.notices.of(referral.subject);

beforeEach(async () => {
  hub = memoryHub();
  await hub.ports.referrals.put(referral);
});

it.each([
  ['a moment before the workday before it', workdayBefore(DUE, 1, memoryHub().ports.province.calendar) - 1, []],
  ['a workday before it', workdayBefore(DUE, 1, memoryHub().ports.province.calendar), ['task-due-soon']],
  ['in its last moment', DUE - 1, ['task-due-soon']],
  ['once it has passed', DUE, ['task-urge']],
])('%s', async (_, now, kinds) => {
  hub.time.now = now;
  await run();
  expect((await told()).map(({ kind }) => kind)).toEqual(kinds);
});

it('tells nobody twice, also where the run was cut short before it committed', async () => {
  hub.time.now = DUE;
  const cutShort = { ...hub.ports.referrals, put: async () => false };
  const kinds = [urged({ kind: 'referral', tasks: cutShort, remind: remindReferral })];
  expect(await urgeTasks({ ...hub.ports, kinds })()).toEqual({ referral: { open: 1, reminded: 0 } });
  expect(await run()).toEqual({ referral: { open: 1, reminded: 1 } });
  expect(await run()).toEqual({ referral: { open: 1, reminded: 0 } });
  expect(await told()).toHaveLength(1);
});

it('urges nobody about what was answered a minute ago, whatever the list still says', async () => {
  hub.time.now = DUE;
  const answered = { ...referral, version: 2, open: false };
  await hub.ports.referrals.put(answered);
  const lagging = { ...hub.ports.referrals, openIn: async () => ({ items: [referral] }) };
  await urgeTasks({ ...hub.ports, kinds: [urged({ kind: 'referral', tasks: lagging, remind: remindReferral })] })();
  expect(await told()).toEqual([]);
});

it('names kind, number, place and day, and nobody', async () => {
  hub.time.now = DUE;
  await run();
  const [notice] = await told();
  expect(notice && noticeText(notice, hub.ports.province.profile)).toEqual({
    ok: true,
    value: '【甘肃民政】催办:马营镇1件转办件应于11月12日前完成,至今没有结果,编号Z2611-00000001。请今天督促办理。',
  });
  expect(notice?.audience).toMatchObject({ role: 'county' });
});

it('lets a reminder for the morning wait for its digest', async () => {
  hub.time.now = DUE - 1;
  await run();
  const [notice] = await told();
  const office = notice?.audience.to === 'office' ? notice.audience.office : '';
  expect(await hub.ports.notices.waiting(`digest#${office}`)).toEqual([{ subject: notice?.subject, id: notice?.id }]);
});
