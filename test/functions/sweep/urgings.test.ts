import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../domain/notice.ts';
import { noticeText } from '../../../domain/notice-text.ts';
import type { Province } from '../../../domain/province.ts';
import { startOf } from '../../../domain/shanghai-day.ts';
import { smsParts } from '../../../domain/sms-text.ts';
import { sendSms } from '../../../functions/send-sms/handler.ts';
import { sweep } from '../../../functions/sweep/handler.ts';
import { compileProvince } from '../../../lib/province.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const HOUR = 3_600_000;
const { province: gansu } = compileProvince('gansu');
/** Blue, raised on Thursday 5 November: eight workdays end with Tuesday 17 November. */
const DUE = startOf('2026-11-18');
const COUNTY = 'county-621121';

let hub: ReturnType<typeof memoryHub>;
const run = () => sweep(hub.ports)();
const runAt = (now: number) => {
  hub.time.now = now;
  return run();
};

/** One household each, in hospital: a blue warning in the township. */
async function ill(n: number, township = '621121101'): Promise<string> {
  const person = makePerson(n, { registeredDivision: township, residenceDivision: township });
  await hub.take(
    makeEvent('roster', { id: `roster-${n}`, data: { household: undefined, person } }),
    makeEvent('hospitalization', { id: `stay-${n}`, data: { person } }),
  );
  return hub.personId(person.idNumber);
}

const of = (subject: string) => hub.ports.notices.of(subject);
const urgesOf = async (subject: string) =>
  (await of(subject)).filter(({ kind }) => kind === 'urge' || kind === 'overdue-reminder');
const textOf = (notice: Notice | undefined) => {
  const text = notice && noticeText(notice, gansu.profile);
  return text?.ok ? text.value : '';
};

beforeEach(() => {
  hub = memoryHub();
});

describe('what is late', () => {
  it('is urged at the end of the night, with its reason', async () => {
    const subject = await ill(1);
    await runAt(DUE);
    expect((await urgesOf(subject)).map(({ status }) => status)).toEqual(['held', 'held', 'held']);
    expect(hub.queued).toEqual([]);
    await runAt(DUE + 8 * HOUR - 1);
    expect(hub.queued).toEqual([]);
    await runAt(DUE + 8 * HOUR);
    await run();
    expect(hub.queued).toHaveLength(3);
    const urge = (await urgesOf(subject)).find(({ kind }) => kind === 'urge');
    expect(urge).toMatchObject({ status: 'queued', reason: '已超期:应于11月17日前入户,催办', channel: 'sms' });
    expect(textOf(urge)).toMatch(
      /^【甘肃民政】催办:马营镇1户蓝色预警应于11月17日前入户,至今未反馈,编号W2611-\d{8}。请今天督促并登记。$/,
    );
  });

  it('is not urged any more where somebody went there during the night', async () => {
    const subject = await ill(1);
    await runAt(DUE);
    const warning = await hub.ports.warnings.latest(subject);
    if (!warning) throw new Error('expected a warning');
    hub.time.now = DUE + 7 * HOUR;
    const version = warning.version + 1;
    await hub.ports.warnings.commit({
      warning: { ...warning, version, status: 'visited', dueAt: warning.feedbackDue.at },
      expected: warning.version,
      history: { ...(await lastOf(subject)), version, change: 'visited' },
      notices: [],
      counts: {},
      day: '2026-11-18',
    });
    await runAt(DUE + 8 * HOUR);
    expect(hub.queued).toEqual([]);
    expect((await urgesOf(subject)).map(({ status, detail }) => [status, detail])).toEqual(
      Array.from({ length: 3 }, () => ['cancelled', '已经入户,不用再催']),
    );
    expect(await hub.ports.notices.waiting('urgings')).toEqual([]);
  });

  const lastOf = async (subject: string) => {
    const last = (await hub.ports.warnings.history(subject, 1)).at(-1);
    if (!last) throw new Error('expected a history');
    return last;
  };

  it('waits while the hub is held after a restore', async () => {
    await ill(1);
    await runAt(DUE);
    await hub.ports.access.setHeld(true);
    await runAt(DUE + 9 * HOUR);
    expect(hub.queued).toEqual([]);
    await hub.ports.access.setHeld(false);
    await run();
    expect(hub.queued).toHaveLength(3);
  });
});

describe('a round', () => {
  const jointOf = async (office: string) => (await of(`o-${office}`)).filter(({ kind }) => kind === 'urge');

  it('of twelve households of three townships is one message to the county, and a step of each', async () => {
    const subjects = await Promise.all(
      Array.from({ length: 12 }, (_, n) => ill(n + 1, ['621121101', '621121101', '621121100', '621121102'][n % 4])),
    );
    await runAt(DUE);
    await runAt(DUE + 8 * HOUR);
    const [joint, ...others] = await jointOf(COUNTY);
    expect(others).toEqual([]);
    expect(textOf(joint)).toBe(
      '【甘肃民政】催办:马营镇等3个乡镇共12户预警超期(蓝12),都未入户,最早应于11月17日前办。请今天督促并登记,名单见系统。',
    );
    expect(joint?.reason).toMatch(/^同一轮合并12户:W2611-\d{8}、/);
    for (const subject of subjects) {
      const urge = (await urgesOf(subject)).find(({ kind }) => kind === 'urge');
      expect(urge).toMatchObject({ status: 'sent', detail: '已并入同一轮的一条通知(共12户)' });
      const history = await hub.ports.warnings.history(subject, 1);
      expect(history.filter(({ change }) => change === 'step').map(({ detail }) => detail)).toContain(
        '催办通渭县民政局社会救助股;超期提醒定西市民政局社会救助科、甘肃省民政厅社会救助处',
      );
    }
    const reminder = (await of('o-prefecture-6211')).find(({ kind }) => kind === 'overdue-reminder');
    expect(textOf(reminder)).toContain('逾期提醒:通渭县共12户预警超期(蓝12)');
    expect(hub.queued).toEqual([]);
  });

  it('cut short after the message was stored says nothing twice', async () => {
    await Promise.all([ill(1), ill(2)]);
    await runAt(DUE);
    const { notices } = hub.ports;
    hub.time.now = DUE + 8 * HOUR;
    const cut = { ...notices, settle: () => Promise.reject(new Error('killed')) };
    await expect(sweep({ ...hub.ports, notices: cut })()).rejects.toThrow('killed');
    await run();
    expect(await jointOf(COUNTY)).toHaveLength(1);
    expect(await notices.waiting('urgings')).toEqual([]);
  });

  it('says every late warning to the county exactly once, however they are spread', async () => {
    const towns = ['621121100', '621121101', '621121102', '621121103'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...towns), { minLength: 1, maxLength: 9 }), async (spread) => {
        hub = memoryHub();
        const subjects: string[] = [];
        for (const [n, town] of spread.entries()) subjects.push(await ill(n + 1, town));
        await runAt(DUE);
        await runAt(DUE + 8 * HOUR);
        await run();
        const joint = await jointOf(COUNTY);
        const own = (await Promise.all(subjects.map(urgesOf))).flat().filter(({ kind }) => kind === 'urge');
        expect(own).toHaveLength(spread.length);
        expect(joint.map(({ values }) => values['户数'])).toEqual(spread.length > 1 ? [String(spread.length)] : []);
        expect(new Set(own.map(({ status }) => status))).toEqual(new Set([spread.length > 1 ? 'sent' : 'queued']));
        for (const notice of joint) expect(smsParts(textOf(notice))).toBe(1);
      }),
      { numRuns: 12 },
    );
  });
});

describe('nobody to reach', () => {
  const without = (id: string): Province => ({ ...gansu, offices: gansu.offices.filter((each) => each.id !== id) });
  const mute = (id: string): Province => ({
    ...gansu,
    offices: gansu.offices.map((each) => (each.id === id ? { ...each, contacts: [] } : each)),
  });
  const late = async (province: Province) => {
    hub = memoryHub(undefined, province);
    const subject = await ill(1);
    await runAt(DUE);
    await runAt(DUE + 8 * HOUR);
    return subject;
  };

  it('at the county: the city takes the step and hears why, once', async () => {
    const subject = await late(without(COUNTY));
    const told = await urgesOf(subject);
    expect(told.map(({ kind, audience }) => [kind, audience.to === 'office' && audience.office])).toEqual([
      ['urge', 'prefecture-6211'],
      ['overdue-reminder', 'province-62'],
    ]);
    expect(told[0]?.reason).toBe('已超期:应于11月17日前入户,催办;通渭县没有登记县级单位,改发定西市民政局社会救助科');
    const history = await hub.ports.warnings.history(subject, 1);
    expect(history.at(-1)?.detail).toContain('通渭县没有登记县级单位,改发定西市民政局社会救助科');
    const holes = (await of('o-prefecture-6211')).filter(({ kind }) => kind === 'ladder-hole');
    expect(holes.map(textOf)).toEqual([
      '【甘肃民政】提醒:通渭县没有登记县级经办单位或收短信的手机,催办改发到您这里。请尽快补登。',
    ]);
  });

  it('tells of the hole once a month, however many warnings meet it', async () => {
    hub = memoryHub(undefined, without(COUNTY));
    for (const n of [1, 2, 3]) await ill(n);
    await runAt(DUE);
    await runAt(DUE + 8 * HOUR);
    expect((await of('o-prefecture-6211')).filter(({ kind }) => kind === 'ladder-hole')).toHaveLength(1);
  });

  it('by text message: the hotline calls the landline, and the level above hears of it', async () => {
    const subject = await late(mute(COUNTY));
    const urge = (await urgesOf(subject)).find(({ kind }) => kind === 'urge');
    expect(urge).toMatchObject({ channel: 'call-back', audience: { office: COUNTY } });
    expect(urge?.reason).toContain('没有登记收短信的手机,改打座机');
    const { items } = await hub.ports.calls.openIn('621121');
    expect(items.map(({ notice }) => notice.id)).toContain(urge?.id);
    expect((await of('o-prefecture-6211')).map(({ kind }) => kind)).toContain('ladder-hole');
  });

  it('at any level: the history says it, and nothing breaks', async () => {
    const subject = await late({ ...gansu, offices: [] });
    expect(await urgesOf(subject)).toEqual([]);
    const history = await hub.ports.warnings.history(subject, 1);
    expect(history.at(-1)?.detail).toContain('县级和以上各级都没有登记单位,这一步没有人收到');
  });

  it('an office that was registered since takes its step', async () => {
    hub = memoryHub(undefined, without(COUNTY));
    const subject = await ill(1);
    hub.time.now = DUE;
    await sweep({ ...hub.ports, province: gansu })();
    expect((await urgesOf(subject))[0]).toMatchObject({ audience: { office: COUNTY, role: 'county' } });
  });
});

it('every urging is sent as it was made, and the row keeps the text', async () => {
  const subject = await ill(1);
  await runAt(DUE);
  await runAt(DUE + 8 * HOUR);
  const calls: string[] = [];
  const provider = {
    send: async ({ text }: { text: string }) => {
      calls.push(text);
      return { kind: 'sent' as const, providerId: 'm' };
    },
  };
  for (const key of hub.queued) await sendSms({ ...hub.ports, providers: [{ name: 'sns', provider }] })(key);
  expect(calls).toHaveLength(3);
  expect((await urgesOf(subject)).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
});

it('a warning that rose during the night is urged by its level of the morning', async () => {
  const subject = await ill(1);
  await runAt(DUE);
  const person = makePerson(1, { registeredDivision: '621121101', residenceDivision: '621121101' });
  await hub.take(makeEvent('unemployment', { data: { person } }));
  await runAt(DUE + 8 * HOUR);
  const calls: string[] = [];
  const provider = {
    send: async ({ text }: { text: string }) => {
      calls.push(text);
      return { kind: 'sent' as const, providerId: 'm' };
    },
  };
  for (const key of hub.queued) await sendSms({ ...hub.ports, providers: [{ name: 'sns', provider }] })(key);
  expect((await hub.ports.warnings.latest(subject))?.peakLevel).toBe('yellow');
  expect(calls.filter((text) => text.includes('催办:马营镇1户黄色预警'))).toHaveLength(1);
});

describe('on free days', () => {
  const SATURDAY = startOf('2026-11-21') + 10 * HOUR;

  it('what is late below red waits for Monday, and is then one message', async () => {
    const subjects = [await ill(1), await ill(2)];
    await runAt(SATURDAY);
    expect(hub.queued).toEqual([]);
    await runAt(startOf('2026-11-23') + 8 * HOUR - 1);
    expect((await urgesOf(subjects[0] ?? '')).map(({ status }) => status)).toEqual(['held', 'held', 'held']);
    await runAt(startOf('2026-11-23') + 8 * HOUR);
    expect((await urgesOf(subjects[0] ?? '')).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    expect((await of(`o-${COUNTY}`)).filter(({ kind }) => kind === 'urge')).toHaveLength(1);
  });
});
