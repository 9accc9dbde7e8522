import { describe, expect, it } from 'vitest';
import { hintsOf } from '../../domain/hints.ts';
import { score } from '../../domain/scoring/score.ts';
import type { Signal } from '../../domain/signal.ts';
import { compileProvince } from '../../lib/province.ts';
import { at, member, roster, signal } from './signals.ts';

const NOW = at('2026-11-05');
const provinces = { hunan: compileProvince('hunan').province, yunnan: compileProvince('yunnan').province };
const disability = (kind: number, grade: number, status: 'valid' | 'cancelled' = 'valid') =>
  signal('disability', { on: '2026-09-15', disability: kind, grade, status });
const illness = (seriousness: 'chronic' | 'serious', validUntil?: string) =>
  signal('chronic-disease', { on: '2026-10-20', seriousness, ...(validUntil && { validUntil }) });
const hints = (name: 'hunan' | 'yunnan', ...households: Signal[][]) =>
  hintsOf(
    households.map((signals, i) => member(signals, `p-${i + 1}`)),
    provinces[name].profile,
    NOW,
  );

describe('the single-person household (单人户) is hinted at', () => {
  it.each([
    ['hunan', 'bianyuan', illness('serious'), ['家里在册:低保边缘家庭', '重病认定(2026年10月20日)']],
    ['hunan', 'yifan', disability(1, 1), ['家里在册:易返贫致贫家庭', '视力残疾一级(2026年9月15日)']],
    ['hunan', 'bianyuan', disability(4, 2), ['家里在册:低保边缘家庭', '肢体残疾二级(2026年9月15日)']],
    ['hunan', 'bianyuan', disability(5, 3), ['家里在册:低保边缘家庭', '智力残疾三级(2026年9月15日)']],
    ['hunan', 'bianyuan', disability(5, 4), ['家里在册:低保边缘家庭', '智力残疾四级(2026年9月15日)']],
    ['hunan', 'bianyuan', disability(6, 4), ['家里在册:低保边缘家庭', '精神残疾四级(2026年9月15日)']],
    ['yunnan', 'bianyuan', illness('serious'), ['家里在册:边缘易致贫户', '重病认定(2026年10月20日)']],
    ['yunnan', 'tuopin-unstable', disability(2, 2), ['家里在册:脱贫不稳定户', '听力残疾二级(2026年9月15日)']],
    ['yunnan', 'sudden', disability(6, 3), ['家里在册:突发严重困难户', '精神残疾三级(2026年9月15日)']],
  ] as const)('in %s, in a household of category %s', (name, category, reason, reasons) => {
    expect(hints(name, [roster([category]), reason])).toEqual([
      expect.objectContaining({ key: 'single-person', name: '单人户', person: 'p-1', reasons }),
    ]);
  });

  it.each([
    ['hunan', 'bianyuan', disability(4, 3), 'a limb, third grade'],
    ['hunan', 'bianyuan', disability(1, 4), 'sight, fourth grade'],
    ['hunan', 'bianyuan', illness('chronic'), 'a chronic illness'],
    ['hunan', 'bianyuan', illness('serious', '2026-11-04'), 'an illness whose certificate ran out yesterday'],
    ['hunan', 'bianyuan', disability(1, 1, 'cancelled'), 'a certificate that was cancelled'],
    ['hunan', 'bianyuan', { ...disability(1, 1), retracted: true as const }, 'a report that was taken back'],
    ['hunan', 'dibao', illness('serious'), 'somebody who has minimum living aid already'],
    ['hunan', 'sudden', illness('serious'), 'a household in sudden trouble'],
    ['yunnan', 'bianyuan', disability(5, 4), 'a mental handicap of the fourth grade'],
    ['yunnan', 'dibao', illness('serious'), 'somebody who has minimum living aid already'],
  ] as const)('in %s not for %s: %j (%s)', (name, category, reason, _why) => {
    expect(hints(name, [roster([category]), reason])).toEqual([]);
  });

  it('to the last day of the certificate', () => {
    expect(hints('hunan', [roster(['bianyuan']), illness('serious', '2026-11-05')])).toHaveLength(1);
  });

  it('for the member who is ill, where another is on the roster', () => {
    const found = hints('hunan', [roster(['bianyuan'])], [illness('serious')], [disability(1, 1)]);
    expect(found.map(({ person }) => person)).toEqual(['p-2', 'p-3']);
  });

  it('for nobody who died, nor because of a category that only the dead had', () => {
    const death = signal('death', { on: '2026-11-01' });
    expect(hints('hunan', [roster(['bianyuan'])], [illness('serious'), death])).toEqual([]);
    expect(hints('hunan', [roster(['bianyuan']), death], [illness('serious')])).toEqual([]);
  });

  it('and says where the rule comes from', () => {
    expect(hints('hunan', [roster(['yifan']), illness('serious')])[0]?.basis).toBe('published');
    expect(hints('yunnan', [roster(['bianyuan']), illness('serious')])[0]?.basis).toBe('illustrative');
  });

  it('scores nothing', () => {
    const { profile } = provinces.hunan;
    const members = [member([roster(['bianyuan']), illness('serious')])];
    expect(hintsOf(members, profile, NOW)).toHaveLength(1);
    const without = { ...profile, hints: [] };
    expect(score(members, without, NOW)).toEqual(score(members, profile, NOW));
  });
});

it('a province without hints gives none', () => {
  const { profile } = compileProvince('gansu').province;
  expect(hintsOf([member([roster(['dibao']), illness('serious')])], profile, NOW)).toEqual([]);
});
