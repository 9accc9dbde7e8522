import { describe, expect, it } from 'vitest';
import type { Notice } from '../../domain/notice.ts';
import { overtaken } from '../../domain/overtaken.ts';
import type { Warning } from '../../domain/warning.ts';
import { compileProvince } from '../../lib/province.ts';
import { NOW } from '../factories.ts';
import { makeWarning } from '../functions/shared/contract/records.ts';

const { offices } = compileProvince('gansu').province;
const HOUR = 3_600_000;
const DUE = NOW - HOUR;
const TOWNSHIP = 'township-621121101';

/** Late since an hour ago, worked by 马营镇. */
const late = (overrides: Partial<Warning> = {}): Warning =>
  makeWarning({ township: '621121101', office: TOWNSHIP, peakLevel: 'blue', dueAt: DUE, ...overrides });
const notice = (
  kind: Notice['kind'],
  office = 'county-621121',
  about: Partial<NonNullable<Notice['about']>> = {},
): Pick<Notice, 'kind' | 'audience' | 'about'> => ({
  kind,
  audience: { to: 'office', office, role: office.split('-')[0] ?? '' },
  about: { deadline: 'visit', dueAt: DUE, level: 'blue', ...about },
});
const feedback = { deadline: 'feedback' as const };

describe('at the moment of sending', () => {
  it.each([
    ['an urging about what is late still', notice('urge'), late(), undefined],
    ['a warning that is gone', notice('urge'), undefined, '预警已办结或撤销'],
    ['one that was resolved', notice('urge'), late({ status: 'resolved' }), '预警已办结或撤销'],
    ['one whose clock stands still', notice('urge'), late({ paused: true }), '预警已暂停计时,不催'],
    ['a visit that was made', notice('urge'), late({ status: 'visited' }), '已经入户,不用再催'],
    ['feedback after the visit', notice('urge', 'county-621121', feedback), late({ status: 'visited' }), undefined],
    ['feedback before it', notice('urge', 'county-621121', feedback), late(), '预警已重新办理,不再催反馈'],
    ['a later day', notice('urge'), late({ dueAt: NOW + HOUR }), '期限改到11月5日11时,以新的提醒为准'],
    [
      'another county',
      notice('urge'),
      late({ township: '621122105', office: 'prefecture-6211' }),
      '已改由其他单位办理,不再发给原单位',
    ],
    ['another township of the county', notice('urge'), late({ township: '621121100', office: TOWNSHIP }), undefined],
    ['a reminder to the province', notice('overdue-reminder', 'province-62'), late(), undefined],
    [
      'a reminder before the day',
      notice('due-soon', TOWNSHIP, { dueAt: NOW + 1 }),
      late({ dueAt: NOW + 1 }),
      undefined,
    ],
    ['a reminder before a day that has passed', notice('due-soon', TOWNSHIP), late(), '期限已过,另行催办'],
    [
      'a new warning that others have by now',
      notice('warning-raised', TOWNSHIP),
      late({ office: 'township-621121100' }),
      '已改由其他单位办理,不再发给原单位',
    ],
    [
      'a level that has risen further',
      notice('level-raised', TOWNSHIP),
      late({ peakLevel: 'red' }),
      '级别又有变化,以新的通知为准',
    ],
    ['a level as it stands', notice('level-raised', TOWNSHIP), late(), undefined],
    ['a rise after the visit', notice('level-raised', TOWNSHIP), late({ status: 'visited' }), undefined],
    ['a hand-over, to whoever had it', notice('handed-over', 'township-621121100'), late(), undefined],
  ])('%s', (_, what, warning, why) => expect(overtaken(what, warning, offices, NOW)).toBe(why));
});
