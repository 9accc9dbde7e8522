import { describe, expect, it } from 'vitest';
import { currentCode, knownTownship } from '../../domain/division.ts';
import { divisionChangesSchema, inForce } from '../../domain/division-changes.ts';
import { startOf } from '../../domain/shanghai-day.ts';
import { compileProvince } from '../../lib/province.ts';
import { withSlip } from '../lib/province-folder.ts';

/** Illustrative: none of these was ever decided. */
const changes = [
  { from: '621121', to: '621141', on: '2026-12-01' },
  { from: '621121101', to: '621121102', on: '2026-11-05' },
  { from: '621121103', to: '621121104', on: '2026-11-01' },
  { from: '621121104', to: '621121105', on: '2026-11-02' },
  { from: '621121103201', to: '621121106203', on: '2026-11-01' },
];
const on = (day: string) => inForce({ asOf: '', names: {}, changes }, startOf(day));

describe('a code that was changed', () => {
  it.each([
    ['is itself until the day', '621121101', '2026-11-04', '621121101'],
    ['is another from that day on', '621121101', '2026-11-05', '621121102'],
    [
      'leads its villages to the township, as these may have been counted anew',
      '621121101203',
      '2026-11-05',
      '621121102',
    ],
    ['may name a village by itself', '621121103201', '2026-11-05', '621121106203'],
    ['is followed where it changed twice', '621121103', '2026-11-05', '621121105'],
    ['takes a county’s townships along', '621121107', '2026-12-01', '621141107'],
    ['takes the county itself', '621121', '2026-12-01', '621141000'],
    ['and then what its townships became', '621121101', '2026-12-01', '621141102'],
    ['says nothing of others', '621122105', '2026-12-01', '621122105'],
    ['says nothing of what lies above', '6211', '2026-12-01', '6211'],
  ])('%s', (_, code, day, now) => {
    expect(currentCode(code, on(day))).toBe(now);
  });

  it('leads to the list of the township that stands for it', () => {
    const names = { '62': '甘肃省', '621121': '通渭县', '621121102': '鸡川镇' };
    expect(knownTownship('621121101', { ...on('2026-11-05'), names })).toBe('621121102');
  });
});

describe('the file of changes', () => {
  const messages = (...list: { from: string; to: string; on?: string }[]) => {
    const parsed = divisionChangesSchema.safeParse({ changes: list.map((each) => ({ on: '2026-11-05', ...each })) });
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  };

  it.each([
    ['a code that is none', [{ from: '6211', to: '621122' }], ['changes.0.from 要写6、9或12位区划代码,加引号']],
    [
      'a day that is none',
      [{ from: '621121', to: '621122', on: '2026-02-30' }],
      ['changes.0.on 日期要写成 2026-12-01,而且要是真有的一天'],
    ],
    ['a code that becomes itself', [{ from: '621121', to: '621121000' }], ['changes.0.to 新旧代码一样']],
    [
      'a code that becomes two',
      [
        { from: '621121101', to: '621121102' },
        { from: '621121101', to: '621121103' },
      ],
      ['changes.1.from 这个旧代码写了两次'],
    ],
    [
      'a circle',
      [
        { from: '621121101', to: '621121102' },
        { from: '621121102', to: '621121101' },
      ],
      ['changes.0.to 转了一圈又回到自己', 'changes.1.to 转了一圈又回到自己'],
    ],
  ])('refuses %s', (_, list, expected) => {
    expect(messages(...list)).toEqual(expected);
  });

  it('is compiled into a province as far as it touches it, and named by file and line where it is wrong', () => {
    const line = (from: string, to: string) => `changes:\n  - {from: "${from}", to: "${to}", on: 2026-12-01}`;
    const folder = withSlip('divisions/changes.yaml', 'changes: []', line('621121101', '621121102'));
    expect(compileProvince('gansu', folder).province.divisions.changes).toMatchObject([{ from: '621121101' }]);
    expect(compileProvince('hunan', folder).province.divisions.changes).toBeUndefined();
    const wrong = withSlip('divisions/changes.yaml', 'changes: []', line('62112', '621121102'));
    expect(() => compileProvince('gansu', wrong)).toThrow(
      /divisions\/changes\.yaml:\d+ changes\[0\]\.from: 要写6、9或12位/,
    );
  });

  it('leaves a province’s version as it was where nothing changed in it', () => {
    const folder = withSlip('divisions/changes.yaml', 'changes: []', 'changes: [] # 无');
    expect(compileProvince('gansu', folder).province.version).toBe(compileProvince('gansu').province.version);
  });
});
