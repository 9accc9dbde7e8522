import { beforeEach, describe, expect, it } from 'vitest';
import type { Province } from '../../../domain/province.ts';
import { dayOf, endOf, startOf } from '../../../domain/shanghai-day.ts';
import { sweep } from '../../../functions/sweep/handler.ts';
import { compileProvince } from '../../../lib/province.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const { province: gansu } = compileProvince('gansu');
const year = gansu.calendar.years['2026'];

/** The province after a deployment: another version, with some days of 2026 free, or with 2027 arranged. */
function deployed({ free = [], newYear }: { free?: string[]; newYear?: string[] }): Province {
  if (!year) throw new Error('no 2026');
  const years = {
    ...gansu.calendar.years,
    '2026': {
      holidays: [...year.holidays, ...free],
      makeUpWorkdays: year.makeUpWorkdays.filter((it) => !free.includes(it)),
    },
    ...(newYear && { '2027': { holidays: newYear, makeUpWorkdays: [] } }),
  };
  return { ...gansu, version: 'deployed', calendar: { years } };
}

let hub: ReturnType<typeof memoryHub>;
async function raise(at: number, township = '621121101'): Promise<string> {
  hub = memoryHub(at);
  const person = makePerson(1, { residenceDivision: township });
  const time = new Date(at).toISOString();
  await hub.take(
    makeEvent('roster', { time, data: { household: undefined, person } }),
    makeEvent('hospitalization', {
      time,
      data: { admittedOn: dayOf(at - 9 * DAY), dischargedOn: dayOf(at - 4 * DAY), person },
    }),
  );
  return hub.personId(person.idNumber);
}
const runAt = (now: number, province: Province) => {
  hub.time.now = now;
  return sweep({ ...hub.ports, province })();
};
const changes = async (subject: string) =>
  (await hub.ports.warnings.history(subject, 1)).map(({ change, detail }) => [change, detail]);

describe('the morning after the calendar was corrected', () => {
  let subject: string;
  beforeEach(async () => {
    subject = await raise(startOf('2026-09-29') + 10 * HOUR);
  });

  it('W7 counts what is open anew, once, with a line of what moved', async () => {
    const province = deployed({ free: ['2026-10-10'] });
    await runAt(startOf('2026-09-30') + 8 * HOUR, province);
    expect(await changes(subject)).toEqual([['raised', undefined]]);
    await runAt(startOf('2026-09-30') + 8.5 * HOUR, province);
    await runAt(startOf('2026-09-30') + 8.5 * HOUR + 600_000, province);
    await runAt(startOf('2026-10-08') + 8.5 * HOUR, province);
    expect(await changes(subject)).toEqual([
      ['raised', undefined],
      ['corrected', '放假安排有改动:入户期限由10月15日改为10月16日,反馈期限由10月19日改为10月20日'],
    ]);
    expect((await hub.ports.warnings.latest(subject))?.dueAt).toBe(endOf('2026-10-16'));
  });

  it('a deployment that moves no deadline writes nothing, morning after morning', async () => {
    const province = deployed({ free: ['2026-12-24'] });
    for (const day of ['2026-09-30', '2026-10-08', '2026-10-09']) await runAt(startOf(day) + 8.5 * HOUR, province);
    expect(await changes(subject)).toEqual([['raised', undefined]]);
  });

  it('urges by the new day and not by the old one', async () => {
    const province = deployed({ free: ['2026-10-10'] });
    for (const day of ['2026-09-30', '2026-10-16']) await runAt(startOf(day) + 8.5 * HOUR, province);
    const urges = async () => (await hub.ports.notices.of(subject)).filter(({ kind }) => kind === 'urge');
    expect(await urges()).toEqual([]);
    await runAt(startOf('2026-10-17') + 8 * HOUR, province);
    expect(await urges()).toHaveLength(1);
  });
});

it('W8 a deadline into a year without arrangement is provisional, and put right when the year comes', async () => {
  const subject = await raise(startOf('2026-12-28') + 10 * HOUR);
  const provisional = await hub.ports.warnings.latest(subject);
  expect(provisional?.visitDue).toMatchObject({ provisional: true, at: endOf('2027-01-08') });
  await runAt(startOf('2026-12-29') + 8.5 * HOUR, deployed({ newYear: ['2027-01-01', '2027-01-02', '2027-01-04'] }));
  const settled = await hub.ports.warnings.latest(subject);
  expect(settled?.visitDue).toMatchObject({ provisional: false, at: endOf('2027-01-11') });
  expect((await changes(subject)).at(-1)).toEqual([
    'corrected',
    '放假安排有改动:入户期限由1月8日改为1月11日,反馈期限由1月12日改为1月13日',
  ]);
});

it('W8 where the arrangement confirms the day, it is no longer called provisional', async () => {
  const subject = await raise(startOf('2026-12-28') + 10 * HOUR);
  await runAt(startOf('2026-12-29') + 8.5 * HOUR, deployed({ newYear: ['2027-01-01', '2027-01-02', '2027-01-03'] }));
  expect((await changes(subject)).at(-1)).toEqual([
    'corrected',
    '放假安排有改动:入户期限1月8日不再是暂定的,反馈期限1月12日不再是暂定的',
  ]);
});
