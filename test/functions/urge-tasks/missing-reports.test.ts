import { beforeEach, describe, expect, it } from 'vitest';
import { noticeText } from '../../../domain/notice-text.ts';
import { startOf } from '../../../domain/shanghai-day.ts';
import { countReceived } from '../../../functions/shared/department-totals.ts';
import { urgeTasks } from '../../../functions/urge-tasks/handler.ts';
import { compileProvince } from '../../../lib/province.ts';
import { makeUpload } from '../../uploads.ts';
import { memoryHub } from '../memory-hub.ts';

const { province: gansu } = compileProvince('gansu');
/** The medical insurance alone owes something; one county has an office of its own, the others' is the prefecture's or the province's. */
const province = {
  ...gansu,
  profile: {
    ...gansu.profile,
    departments: gansu.profile.departments.map(({ expects, ...rest }) =>
      rest.key === 'medical-insurance' && expects ? { ...rest, expects } : rest,
    ),
  },
};
const at = (day: string, hour = 7) => startOf(day) + hour * 3_600_000;
let hub: ReturnType<typeof memoryHub>;
beforeEach(() => {
  hub = memoryHub(at('2026-11-26'), province);
});

async function run(now: number): Promise<void> {
  hub.time.now = now;
  await urgeTasks({ ...hub.ports, kinds: [] })();
}
const told = async (office: string) =>
  (await hub.ports.notices.of(`o-${office}`)).map(({ kind, channel }) => `${kind} ${channel}`);
const county = 'county-621121';
const sends = (area: string, now: number) =>
  countReceived(
    hub.ports.counters,
    { department: 'medical-insurance', area },
    [{ type: 'medical-burden', fate: 'accepted' }],
    now,
  );

describe('the county’s office', () => {
  // 30 November 2026 is a Monday: three workdays before its end are Thursday, Friday and Monday itself.
  it.each([
    ['four workdays before it', '2026-11-25', []],
    ['three workdays before it', '2026-11-26', ['reports-due-soon digest']],
    ['on the day itself', '2026-11-30', ['reports-due-soon digest']],
    ['the day after', '2026-12-01', ['reports-overdue sms']],
    ['where the run of the day after was missed', '2026-12-03', ['reports-overdue sms']],
    ['a week later', '2026-12-07', []],
  ])('hears of it %s', async (_, day, kinds) => {
    await run(at(day));
    expect(await told(county)).toEqual(kinds);
  });

  it('hears of each once, however often it is looked at', async () => {
    for (const day of ['2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02']) {
      await run(at(day));
      await run(at(day) + 1_800_000);
    }
    expect((await told(county)).sort()).toEqual(['reports-due-soon digest', 'reports-overdue sms']);
  });

  it('is looked for in the morning only', async () => {
    await run(at('2026-11-26', 6));
    await run(at('2026-11-26', 8));
    expect(await told(county)).toEqual([]);
  });

  it.each([
    ['the county itself', '621121'],
    ['its prefecture', '6211'],
    ['the whole province', '62'],
  ])('hears nothing where it came for %s', async (_, area) => {
    await sends(area, at('2026-11-10'));
    await run(at('2026-11-26'));
    expect(await told(county)).toEqual([]);
  });

  it('hears nothing where a file came, an empty one too', async () => {
    await hub.ports.uploads.put(makeUpload({ status: 'done' }));
    await run(at('2026-11-26'));
    expect(await told(county)).toEqual([]);
  });

  it('hears of it where it came for another county, or last month', async () => {
    await sends('621122', at('2026-11-10'));
    await sends('621121', at('2026-10-31'));
    await run(at('2026-11-26'));
    expect(await told(county)).toEqual(['reports-due-soon digest']);
  });

  it('reads in warm words what is missing, by when, and nobody’s name', async () => {
    await run(at('2026-11-26'));
    await run(at('2026-12-01'));
    const texts = (await hub.ports.notices.of(`o-${county}`)).map((notice) => noticeText(notice, province.profile));
    expect(texts).toEqual(
      expect.arrayContaining([
        {
          ok: true,
          value: '【甘肃民政】通渭县的医保应在11月30日前报数据,现在还没有报来。方便时请打个电话问问,有难处帮一把。',
        },
        {
          ok: true,
          value: '【甘肃民政】通渭县的医保应在11月30日前报数据,至今没有报来,可能有困难家庭还没被看到。请今天问一问。',
        },
      ]),
    );
  });
});

it('tells an office that stands in for several counties once, how many they are', async () => {
  await run(at('2026-11-26'));
  const [notice, ...others] = await hub.ports.notices.of('o-prefecture-6211');
  expect(others).toEqual([]);
  expect(notice?.values).toEqual({ 地点: expect.stringMatching(/等6个县区$/), 事项: '医保', 期限: '11月30日' });
});

describe('the department’s own system', () => {
  const endpoint = (area: string, status: 'live' | 'disabled' = 'live') =>
    hub.ports.access.putWebhook({
      department: 'medical-insurance',
      area,
      url: 'https://system.example.gov.cn/hook',
      secrets: [],
      status,
      changedAt: 0,
    });
  const deliveries = async () => (await hub.ports.deliveries.openIn('000000000')).items.map(({ event }) => event);

  it('is told of each once, with what is expected and by when', async () => {
    await endpoint('621121');
    for (const day of ['2026-11-26', '2026-11-27', '2026-12-01', '2026-12-02']) await run(at(day));
    const events = (await deliveries()).filter(({ type }) => type.startsWith('report.'));
    expect(events).toEqual(
      ['report.due-soon', 'report.overdue'].map((type) => ({
        id: expect.any(String),
        type,
        at: expect.any(Number),
        department: 'medical-insurance',
        area: '621121000',
        report: { types: ['medical-expense', 'medical-burden'], dueOn: '2026-11-30' },
      })),
    );
  });

  it.each([
    ['of a prefecture that sent for one county', '6211', '621121'],
    ['of a county whose prefecture sent', '621121', '6211'],
    ['of a township that sent by itself', '621121105', '621121105'],
  ])('is not told %s', async (_, area, sender) => {
    await endpoint(area);
    await sends(sender, at('2026-11-10'));
    await run(at('2026-11-26'));
    expect((await deliveries()).filter(({ type }) => type.startsWith('report.'))).toEqual([]);
  });
});

it('falls due on the last of February', async () => {
  hub.time.now = at('2027-02-01');
  await run(at('2027-02-28'));
  expect(await told(county)).toEqual(['reports-due-soon digest']);
  await run(at('2027-03-01'));
  expect(await told(county)).toContain('reports-overdue sms');
});
