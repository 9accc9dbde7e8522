import { describe, expect, it } from 'vitest';
import { checkProfile } from '../../domain/check-profile.ts';
import { officeFor } from '../../domain/office.ts';
import { type Province, parseProvince } from '../../domain/province.ts';
import { score } from '../../domain/scoring/score.ts';
import type { Signal } from '../../domain/signal.ts';
import { compileProvince, provinceNames } from '../../lib/province.ts';

const compiled = Object.fromEntries(provinceNames().map((name) => [name, compileProvince(name).json]));

/** A province with one value of its JSON set otherwise (undefined: taken out), as an admin might have written it. */
function changed(name: string, path: string, value: unknown): Province {
  const json: unknown = JSON.parse(compiled[name] ?? '');
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const block = steps.reduce<unknown>((at, step) => Reflect.get(Object(at), step), json);
  if (value === undefined && Array.isArray(block)) block.splice(Number(last), 1);
  else if (value === undefined) Reflect.deleteProperty(Object(block), last);
  else Reflect.set(Object(block), last, value);
  return parseProvince(json);
}

type Finding = ReturnType<typeof checkProfile>['errors'][number];
const lines = (findings: readonly Finding[]) =>
  findings.map(({ file, path, message }) => `${file === 'profile' ? '' : `${file}: `}${path.join('.')} ${message}`);

describe('what is wrong stops synth', () => {
  const indicators = 'profile.indicators.list';
  const accident = (more: object) => ({
    key: 'accident',
    name: '意外',
    from: ['accident'],
    points: 20,
    validMonths: 6,
    ...more,
  });
  const fall = (more: object) => ({
    key: 'fall',
    name: '收入下降',
    measure: 'income-drop',
    window: 'event',
    validMonths: 6,
    threshold: { atLeastShare: '30%', of: 'before' },
    points: 20,
    ...more,
  });

  it.each<[string, unknown, string]>([
    ['profile.levels.list.1.from', 20, 'levels.list.1.from 级别要从低到高排,这里的分要高于“蓝色”的20'],
    ['profile.levels.list.0.visit', '11 workdays', 'levels.list.0.visit 入户的期限不能比反馈的长'],
    ['profile.levels.list.1.key', 'blue', 'levels.list.1.key “blue”前面已经写过'],
    ['profile.roster.categories.1.key', 'dibao', 'roster.categories.1.key “dibao”前面已经写过'],
    ['profile.roster.categories.1.key', 'default', 'roster.categories.1.key default 另有用处'],
    ['profile.roster.householdFrom', 'police', 'roster.householdFrom 没有部门“police”,只能写:medical-insurance、'],
    ['profile.roster.householdFrom', 'health', 'roster.householdFrom 按“卫健”的名册定户,可是它的 posts 里没有 roster'],
    ['profile.departments.1.key', 'medical-insurance', 'departments.1.key “medical-insurance”前面已经写过'],
    ['profile.lists.0.to', 'police', 'lists.0.to 没有部门“police”,只能写:'],
    ['profile.lists.0.people.0', 'dibaohu', 'lists.0.people.0 没有类别“dibaohu”,只能写:dibao、tekun、'],
    ['profile.lists.0.every', 'week', ''],
    [
      `${indicators}.0.from.0`,
      'hospitalisation',
      'indicators.list.0.from.0 “hospitalisation”不是困难信号,只能写:medical-expense、',
    ],
    [`${indicators}.0.from.0`, 'roster', 'indicators.list.0.from.0 “roster”不是困难信号'],
    [
      `${indicators}.0.from.1`,
      'medical-expense/hospital',
      'indicators.list.0.from.1 medical-expense 没有“hospital”,斜杠后面只能写:inpatient、',
    ],
    [
      `${indicators}.0.from.0`,
      'hospitalization/long',
      'indicators.list.0.from.0 hospitalization 不分情形,只写 hospitalization',
    ],
    [`${indicators}.0.points`, { inpatient: 20 }, 'indicators.list.0.points hospitalization 不分情形,points 写一个数'],
    [`${indicators}.1.points`, { chronic: 20 }, 'indicators.list.1.points 少了 serious 的分值'],
    [`${indicators}.2.points`, { grade1: 30, grade2: 30, grade3: 20 }, 'indicators.list.2.points 少了 grade4 的分值'],
    [
      `${indicators}.2.points`,
      { grade1: 9, grade2: 9, grade3: 9, grade4: 9, grade5: 9 },
      'indicators.list.2.points.grade5 没有情形“grade5”,只能写:grade1、',
    ],
    [`${indicators}.3.endedBy`, ['reemployed'], 'indicators.list.3.endedBy.0 没有部门报“reemployed”'],
    [`${indicators}.1.key`, 'hospitalised', 'indicators.list.1.key “hospitalised”前面已经写过'],
    ['profile.departments.3.posts', ['reemployment'], 'indicators.list.3.from.0 没有部门报 unemployment'],
    [
      'profile.departments.2.posts',
      [],
      'departments.2.expects.0.types.0 残联的 posts 里没有 disability,报来也收不下;先加到 posts 里',
    ],
    [
      'profile.departments.2.expects.0.types',
      ['disability', 'disability'],
      'departments.2.expects.0.types.1 “disability”前面已经写过',
    ],
    [
      `${indicators}.6`,
      accident({ points: { fire: 20 } }),
      'indicators.list.6.points 少了 flood、earthquake、traffic、work、drowning、other 的分值',
    ],
    [`${indicators}.6`, fall({ threshold: { atLeast: 3000 } }), 'indicators.list.6.threshold 收入下降要按比例写'],
    [
      `${indicators}.6`,
      fall({ threshold: { atLeastShare: '30%', of: 'household-income' } }),
      'indicators.list.6.threshold 收入下降要按比例写',
    ],
    [`${indicators}.6`, fall({ validMonths: undefined }), 'indicators.list.6 单笔(window: event)要写 validMonths'],
    [`${indicators}.6`, fall({ window: '12 months' }), 'indicators.list.6.validMonths 累计的指标到时段外自己会减下来'],
    [`${indicators}.6`, fall({ points: { fire: 20 } }), 'indicators.list.6.points 这种指标不分情形'],
    ['profile.notices.quietHours', '21:00-21:00', 'notices.quietHours 起止时间不能一样'],
    ['profile.notices.digestAt', '07:59', 'notices.digestAt 早报时间落在不发短信的 21:00-08:00 里'],
    ['profile.notices.digestAt', '21:00', 'notices.digestAt 早报时间落在'],
    ['profile.notices.digestAt', '08:00', ''],
    ['profile.notices.digestAt', '20:59', ''],
    ['profile.ladder.list.0.notice', 'urge', 'ladder.list.0.notice 到期前只能发 due-soon'],
    ['profile.ladder.list.1.notice', 'due-soon', 'ladder.list.1.notice 超期后要发 urge'],
    ['profile.ladder.list.2.to', ['county', 'province'], 'ladder.list.2.to.0 overdue 已经通知过 county'],
    ['offices.2.division', '330727', 'offices: offices.2.division 330727 不在这份规则管的 62 里面'],
    ['offices.2.division', '6211', 'offices: offices.2.division county 要写6位的区划代码'],
    ['offices.4.id', 'township-621121100', 'offices: offices.4.division 621121101 的 township 前面已经写过'],
    ['offices.0', undefined, 'offices: offices 要有一个管全境(62)的单位'],
    ['offices.0', undefined, 'ladder.list.2.to.1 单位表里没有能收到的:请为 62 写一个 province'],
    ['profile.division', '99', 'division 区划表里没有 99'],
  ])('%s: %j', (path, value, expected) => {
    const found = lines(checkProfile(changed('gansu', path, value)).errors);
    if (expected === '') expect(found).toEqual([]);
    else expect(found.join('\n')).toContain(expected);
  });

  it.each<[string, unknown, string]>([
    [
      'profile.indicators.list.0.threshold.moreThanShare',
      { default: '100%', tuopinhu: '50%' },
      'threshold.moreThanShare.tuopinhu 没有类别“tuopinhu”',
    ],
    [
      'profile.indicators.list.0.threshold.of',
      'urbanIncome',
      'threshold.of figures 里没有“urbanIncome”,只能写:household-income、ruralDisposableIncome',
    ],
    ['profile.indicators.list.0.threshold.of', 'before', 'threshold.of before 只用于收入下降'],
    ['profile.watch.0.people.0', 'someone', 'watch.0.people.0 没有类别“someone”'],
    ['profile.departments.0.posts', [], 'indicators.list.0.measure 没有部门报 medical-expense 或 medical-burden'],
  ])('in Yunnan %s: %j', (path, value, expected) =>
    expect(lines(checkProfile(changed('yunnan', path, value)).errors).join('\n')).toContain(expected),
  );

  it.each<[string, string, unknown, string]>([
    ['jiangxi', 'profile.indicators.list.1.without.0', 'dibaohu', 'indicators.list.1.without.0 没有类别“dibaohu”'],
    ['jiangxi', 'profile.lists.0.day', 8, 'lists.0.day 按周推送时 day 写1(星期一)到7'],
    ['hunan', 'profile.hints.0.when.0', 'disability/kind9', 'hints.0.when.0 disability 没有“kind9”'],
    ['hunan', 'profile.hints.0.among.0', 'nobody', 'hints.0.among.0 没有类别“nobody”'],
  ])('in %s %s: %j', (name, path, value, expected) =>
    expect(lines(checkProfile(changed(name, path, value)).errors).join('\n')).toContain(expected),
  );
});

describe('a self-report alone', () => {
  const index = { gansu: 5, zhejiang: 1, hunan: 2, yunnan: 5, jiangxi: 0 };
  const cases = Object.entries(index);

  const at = Date.parse('2026-11-25T10:00:00+08:00');
  const report: Signal = {
    kind: 'self-report',
    eventKey: 'e1',
    person: 'p-1',
    on: '2026-11-25',
    time: at,
    storedAt: at,
    source: 's',
    department: 'civil-affairs',
    need: 'living',
    via: 'hotline',
    lead: false,
  };

  it.each(cases)('opens at least the lowest level in %s, on the roster or not', (name) => {
    const { profile } = changed(name, 'version', 'x');
    const { level, factors } = score([{ person: 'p-1', signals: [report] }], profile, at);
    expect(level).toBe(profile.levels.list[0]?.key);
    expect(factors.map(({ indicator }) => indicator)).toEqual(['self-report']);
  });

  it.each(
    cases.flatMap(([name, i]): [string, string, unknown][] => [
      [name, `profile.indicators.list.${i}`, undefined],
      [name, `profile.indicators.list.${i}.opens`, false],
      [name, `profile.indicators.list.${i}.points`, 19],
      [name, `profile.indicators.list.${i}.from`, ['self-report/medical']],
      [name, `profile.indicators.list.${i}.from`, ['self-report', 'accident']],
    ]),
  )('must open it, or %s does not compile: %s %j', (name, path, value) => {
    const found = lines(checkProfile(changed(name, path, value)).errors).join('\n');
    expect(found).toContain('群众自己反映的,要能单独引发最低一级');
    expect(found).toContain('请加上或改成:{key: self-report');
  });
});

describe('what is worth knowing', () => {
  it.each<[string, string, unknown, string]>([
    ['gansu', 'profile.levels.list.3.from', 141, 'levels.list.3.from 照现在的分值,没有人能到这一级'],
    ['gansu', 'profile.levels.list.3.from', 140, ''],
    ['hunan', 'profile.levels.list.1.from', 41, 'levels.list.1.from 照现在的分值,没有人能到这一级'],
    ['gansu', 'profile.levels.list.1.visit', '9 workdays', 'levels.list.1.visit 级别比“蓝色”高,入户期限却更长'],
    ['gansu', 'profile.departments.3.posts', ['unemployment'], '没有部门报 reemployment'],
    ['gansu', 'profile.effectiveFrom', '2031-01-01', 'calendar: years 没有2031年的放假安排'],
    ['gansu', 'profile.notices.quietHours', '18:00-08:00', 'notices.quietHours 一天有一半以上不能发短信'],
    ['gansu', 'offices.3.contacts', [], 'offices: offices.3 “平襄镇民政办”没有联系人'],
    ['gansu', 'offices.3.division', '621121999', 'offices: offices.3.division 2023-06-30 的区划表里没有 621121999'],
    [
      'yunnan',
      'profile.figures.ruralDisposableIncome.yuan',
      null,
      'figures.ruralDisposableIncome.yuan “上年云南省农村居民人均可支配收入”还没有填',
    ],
    ['yunnan', 'profile.figures.ruralDisposableIncome.yuan', 16000, ''],
  ])('in %s %s: %j', (name, path, value, expected) => {
    const found = lines(checkProfile(changed(name, path, value)).warnings);
    const others = found.filter((line) => !line.includes('演示数值'));
    if (expected === '') expect(others).toEqual([]);
    else expect(others.join('\n')).toContain(expected);
  });

  it('which blocks only illustrate', () => {
    const { warnings } = checkProfile(changed('gansu', 'version', 'x'));
    expect(lines(warnings)).toEqual(
      [
        ' 演示数值,启用前须核定:roster、departments、indicators、levels、repeat、lists、referrals、notices、sms、statement',
      ].map((line) => expect.stringContaining(line.trim())),
    );
  });
});

describe('rigid spending over twelve months against household income can be said', () => {
  it('in Yunnan', () => {
    const { profile } = changed('yunnan', 'version', 'x');
    expect(profile.indicators.list[1]).toMatchObject({
      measure: 'rigid-spending',
      window: 12,
      of: 'household',
      threshold: { atLeastShare: 0.6, of: 'household-income' },
    });
  });
});

describe('the office for a place', () => {
  const { offices } = changed('gansu', 'version', 'x');
  it.each([
    ['township', '621121101', 'township-621121101'],
    ['county', '621121101', 'county-621121'],
    ['prefecture', '621121101', 'prefecture-6211'],
    ['province', '621121101', 'province-62'],
    ['township', '621121000', 'county-621121'],
    ['township', '621122100', 'prefecture-6211'],
    ['county', '621122100', 'prefecture-6211'],
    ['township', '620102001', 'province-62'],
    ['township', '620000000', 'province-62'],
    ['township', '330727103', undefined],
  ] as const)('%s of %s is %s', (role, township, expected) =>
    expect(officeFor(offices, role, township)?.id).toBe(expected),
  );
});
