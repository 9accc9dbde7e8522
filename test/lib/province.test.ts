import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventNames } from '../../domain/events/schemas.ts';
import { parseProvince } from '../../domain/province.ts';
import { schemaFiles, schemaOnDisk, schemaText } from '../../lib/profile-schema.ts';
import { compileProvince, ProfileError, provinceNames } from '../../lib/province.ts';
import { withSlip } from './province-folder.ts';

/** The problems of a province after a slip, with the folder taken off. */
function problemsOf(province: string, file: string, before: string, after: string): string[] {
  const folder = withSlip(file, before, after);
  try {
    compileProvince(province, folder);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    return error.problems.map((problem) => problem.replace(/^.*?provinces-\w+\//, ''));
  }
  return [];
}

describe('the provinces', () => {
  it('are five', () => expect(provinceNames()).toEqual(['gansu', 'hunan', 'jiangxi', 'yunnan', 'zhejiang']));

  describe.each(provinceNames())('%s', (name) => {
    const { json, province, warnings } = compileProvince(name);

    it('compiles to what is read back beside a bundle', () =>
      expect(parseProvince(JSON.parse(json))).toEqual(province));
    it('has a department for every type of event', () => {
      const posted = new Set(province.profile.departments.flatMap(({ posts }) => posts));
      expect(eventNames.exclude(['retraction']).options.filter((type) => !posted.has(type))).toEqual([]);
    });
    it('says which of its figures only illustrate', () =>
      expect(warnings.filter((warning) => warning.includes('演示数值'))).toHaveLength(1));
    it('has an office for every township', () => {
      expect(province.offices.some(({ role }) => role === 'township')).toBe(true);
      expect(province.offices.some(({ division }) => division === province.profile.division)).toBe(true);
    });
    it('publishes made-up numbers only', () => {
      for (const { landline, contacts } of province.offices) {
        expect(landline).toMatch(/^0\d{2,3}-555\d{4}$/);
        for (const { phone } of contacts) expect(phone).toMatch(/^\+86199000\d{5}$/);
      }
    });
  });

  it('keep a figure that is to be entered empty, switch its indicator off and say so', () => {
    const { province, warnings } = compileProvince('yunnan');
    expect(province.profile.figures['ruralDisposableIncome']?.yuan).toBeNull();
    expect(warnings.join('\n')).toMatch(/yunnan\.yaml:\d+ figures\.ruralDisposableIncome\.yuan: .*“医疗负担过重”停用/);
  });
});

describe('a version', () => {
  const version = (folder?: string) => compileProvince('gansu', folder).province.version;

  it('is the first 16 hex digits of a hash, the same for the same rules', () => {
    expect(version()).toMatch(/^[0-9a-f]{16}$/);
    expect(version()).toBe(version());
  });
  it('does not change with a comment', () =>
    expect(version(withSlip('gansu.yaml', '# 按人打分', '# 一人一个分'))).toBe(version()));
  it.each([
    ['points', 'gansu.yaml', 'points: 20, validMonths: 3', 'points: 25, validMonths: 3'],
    ['an office', 'gansu.offices.yaml', '0932-5550123', '0932-5550124'],
    ['the calendar', 'calendars/cn.yaml', '      - 2026-01-01 # 元旦\n', ''],
  ])('changes with %s', (_what, file, before, after) =>
    expect(version(withSlip(file, before, after))).not.toBe(version()),
  );
});

describe('a wrong file is named with line, key and what would be right', () => {
  const gansu = 'gansu.yaml';
  it.each<[string, string, string, string]>([
    ['division: "62" ', 'division: 62 ', ':7 division: ', '要加引号,例如 "62"(现在写的是 62)'],
    ['version: "2026-11"', 'version: 2026.11', ':9 version: ', '版本号要加引号'],
    ['2026-11-01', '2026-02-30', ':10 effectiveFrom: ', '真有的一天'],
    [
      'method: additive',
      'method: sum',
      'scoring.method: ',
      '要写 additive(各项相加)或 highest(取最高一项)(现在写的是 sum)',
    ],
    [
      'visit: 5 workdays',
      'visit: 5 days',
      'levels.list[1].visit: ',
      '期限要写成 5 workdays 或 48 hours(现在写的是 5 days)',
    ],
    ['from: 40', 'from: 四十', 'levels.list[1].from: ', '分值要写数字'],
    ['afterNotEligible: 6 months', 'afterNotEligible: 半年', 'repeat.afterNotEligible: ', '要写成 6 months'],
    ['when: overdue', 'when: late', 'ladder.list[1].when: ', '1 workday before due'],
    ['validMonths: 3', 'validMonths: 三', 'indicators.list[0].validMonths: ', '有效月数要写整数'],
    ['points: {chronic: 20, serious: 30}', 'points: 二十', 'indicators.list[1].points: ', '或按情形分列'],
    ['posts: [disability]', 'posts: [disabilty]', 'departments[2].posts[0]: ', '没有这种事件,只能是:'],
    ['posts: [disability]', 'posts: [disability, retraction]', 'departments[2].posts[1]: ', '撤回不用写'],
    [
      'basis: published                   # 五项',
      '# 五项',
      ':37 scoring.basis: ',
      '缺少“basis”这一项:要写 basis: published',
    ],
    ['quietHours: "21:00-08:00"', 'quietHours: "21:00-25:00"', 'notices.quietHours: ', '要写成 "21:00-08:00"'],
    ['helpline: "12345"', 'helpline: "13800138000"', 'notices.helpline: ', '不能是手机号'],
    ['signature: 甘肃民政', 'signature: 【甘肃民政】', 'notices.signature: ', '不要带【】'],
    ['statement: {', 'statement: ~ # {', 'statement: ', '要写成一组“名字: 内容”(现在是空的)'],
  ])('%s → %s', (before, after, where, right) => {
    const problems = problemsOf('gansu', gansu, before, after).join('\n');
    expect(problems).toContain(where);
    expect(problems).toContain(right);
    expect(problems).toMatch(/^gansu\.yaml:\d+ /);
  });

  it.each([
    ['  scope: roster', '  scop: roster', 'scoring.scop: 没有“scop”这一项,是不是想写 scope?'],
    [
      'validMonths: 3',
      'validMonth: 3',
      'indicators.list[0].validMonth: 没有“validMonth”这一项,是不是想写 validMonths?',
    ],
    [
      'statement: {basis',
      'texts: {basis: illustrative, wordings: {granted.persn: {}}}\nstatement: {basis',
      'texts.wordings.granted.persn: 没有“granted.persn”这一项,是不是想写 granted.person?',
    ],
    ['levels: ', 'level: ', 'level: 没有“level”这一项,是不是想写 levels?'],
    [
      '  basis: published                   # 五项',
      '  basis: published\n  weight: 3 # 五项',
      'scoring.weight: 没有“weight”这一项,这里可以写 basis、method、',
    ],
  ])('an unknown key, once: %s → %s', (before, after, expected) => {
    const problems = problemsOf('gansu', gansu, before, after);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it.each([
    [
      'atLeast: {default: 20000',
      'atLeast: {default: "20000"',
      'threshold.atLeast.default: 金额要写数字,单位元,不加引号',
    ],
    ['default: 20000, ', '', 'threshold.atLeast.default: 缺少“default”这一项'],
    ['atLeast:', 'atLest:', 'indicators.list[0].threshold: 警戒线要写成 {atLeast: 10000}'],
    ['window: 12 months', 'window: a year', 'indicators.list[0].window: 时段要写 event(单笔)'],
    ['measure: personal-burden', 'measure: burden', 'indicators.list[0].measure: 要写 personal-burden'],
    ['measure: personal-burden', 'amount: personal-burden', 'indicators.list[0]: 指标要写 from'],
  ])('in the form that was meant: %s → %s', (before, after, expected) =>
    expect(problemsOf('zhejiang', 'zhejiang.yaml', before, after).join('\n')).toContain(expected),
  );

  it.each([
    ['a full-width colon', 'province: gansu', 'province\uff1agansu', ':6 ', '冒号、逗号、括号、引号要用英文的'],
    [
      'a full-width comma',
      'name: 患病住院, from',
      'name: 患病住院\uff0cfrom',
      ':46 ',
      '冒号、逗号、括号、引号要用英文的',
    ],
    ['a tab', '  method: additive', '\tmethod: additive', ':39 ', '缩进用了制表符(Tab),请换成空格'],
    ['an unclosed bracket', 'posts: [disability]', 'posts: [disability', ':3', ''],
    [
      'a key twice',
      '  signature: 甘肃民政',
      '  signature: 甘肃民政\n  signature: 甘肃',
      ':74 ',
      '“signature”写了两次,请删掉一处',
    ],
  ])('what is no YAML: %s', (_what, before, after, where, right) => {
    const [problem = ''] = problemsOf('gansu', gansu, before, after);
    expect(problem).toContain(`gansu.yaml${where}`);
    expect(problem).toContain(right);
  });

  it.each([
    ['landline: 0931-5550100', 'landline: "19900001000"', 'offices[0].landline: 对外公布的电话不能是手机号'],
    ['phone: "19900001000"', 'phone: "1990000100"', 'offices[0].contacts[0].phone: 手机号应当是11位,少了1位'],
    ['role: prefecture', 'role: city', 'offices[1].role: 要写 township(乡镇)'],
    ['division: "6211"', 'division: "3307"', 'offices[1].division: 3307 不在这份规则管的 62 里面'],
    ['phone: "19900001000"}', 'phone: "19900001000", untill: 2026-12-31}', '没有“untill”这一项,是不是想写 until?'],
    ['phone: "19900001000"}', 'phone: "19900001000", until: 2026-11-31}', 'contacts[0].until: 日期要写成 2026-11-05'],
    ['phone: "19900001000"}', 'phone: "19900001000", role: township}', 'contacts[0].role: 这个单位的人只能写 province'],
    ['phone: "19900001005"}', 'phone: "19900001005", role: village}', '缺少“villages”这一项:村里的人要写管哪些村'],
    [
      'phone: "19900001005"}',
      'phone: "19900001005", role: village, villages: [尖岗山村, 马家村]}',
      'contacts[0].villages[1]: 单位的 villages 里没有“马家村”',
    ],
    [
      'role: township\n    division: "621121100"',
      'role: township\n    alsoServes: ["621121101"]\n    division: "621121100"',
      'offices[3].alsoServes[0]: 621121101 已经有“马营镇民政办”管',
    ],
  ])('in the offices: %s → %s', (before, after, expected) => {
    const problems = problemsOf('gansu', 'gansu.offices.yaml', before, after).join('\n');
    expect(problems).toMatch(/gansu\.offices\.yaml:\d+ /);
    expect(problems).toContain(expected);
  });

  it('and a village that the contacts name is found by its code, or said to be unknown', () => {
    const worker = (village: string) =>
      `phone: "19900001005"}\n      - {name: 马村医, phone: "19900001006", role: village, villages: [${village}]}`;
    const folder = withSlip('gansu.offices.yaml', 'phone: "19900001005"}', worker('马营村, 平安社区'));
    const maying = compileProvince('gansu', folder).province.offices.find(({ id }) => id === 'township-621121101');
    expect(maying?.villageCodes).toEqual({ 马营村: '621121101202', 平安社区: '621121101001' });
    const offices = path.join(folder, 'gansu.offices.yaml');
    const unheardOf = readFileSync(offices, 'utf8').replaceAll('马营村', '马家村');
    writeFileSync(offices, unheardOf);
    expect(() => compileProvince('gansu', folder)).toThrow(
      /gansu\.offices\.yaml:\d+ offices\[4\]\.contacts\[1\]\.villages\[0\]: 区划表里没有叫“马家村”的村/,
    );
  });

  it('never repeats a phone', () =>
    expect(problemsOf('gansu', 'gansu.offices.yaml', '"19900001000"', '"1990000100"').join()).not.toContain('1990000'));

  it('in the calendar', () =>
    expect(problemsOf('gansu', 'calendars/cn.yaml', '      - 2026-01-01', '      - 2026-02-30').join()).toMatch(
      /calendars\/cn\.yaml:\d+ years\.2026\.holidays\[0\]: /,
    ));

  it('in several files at once', () => {
    const folder = withSlip('gansu.yaml', 'method: additive', 'method: sum');
    const offices = path.join(folder, 'gansu.offices.yaml');
    writeFileSync(offices, readFileSync(offices, 'utf8').replace('role: prefecture', 'role: city'));
    expect(() => compileProvince('gansu', folder)).toThrow(
      /gansu\.yaml:\d+ scoring[\s\S]*gansu\.offices\.yaml:\d+ offices\[1\]/,
    );
  });

  it('that is not there', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'provinces-'));
    expect(() => compileProvince('gansu', folder)).toThrow(
      /gansu\.yaml: 没有这个文件[\s\S]*gansu\.offices\.yaml: 没有这个文件/,
    );
  });

  it('whose province is not its name', () =>
    expect(problemsOf('gansu', gansu, 'province: gansu', 'province: gansv').join()).toContain(
      'gansu.yaml:6 province: 要和文件名一样,写 gansu',
    ));
});

describe('the JSON Schema beside the files', () => {
  it.each(schemaFiles)('%s is current: node lib/profile-schema.ts writes it', (file) =>
    expect(schemaOnDisk(file)).toBe(schemaText(file)),
  );
  it.each(provinceNames())('is named in the first line of %s and its offices', (name) => {
    const first = (file: string) => readFileSync(path.join('provinces', file), 'utf8').split('\n')[0];
    expect(first(`${name}.yaml`)).toBe('# yaml-language-server: $schema=profile.schema.json');
    expect(first(`${name}.offices.yaml`)).toBe('# yaml-language-server: $schema=offices.schema.json');
  });
});
