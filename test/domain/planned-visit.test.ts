import { describe, expect, it } from 'vitest';
import { noticeText } from '../../domain/notice-text.ts';
import { type PlannedVisit, plannedVisitSchema, plannedVisitStatus } from '../../domain/planned-visit.ts';
import {
  actOnVisit,
  cancelled,
  mayReopen,
  openVisitActs,
  reopened,
  type VisitDoing,
  visitTransitions,
} from '../../domain/planned-visit-acts.ts';
import {
  broughtUpToDate,
  notOwed,
  overtaken,
  planVisit,
  type WatchedHousehold,
} from '../../domain/planned-visit-owed.ts';
import { remindVisit } from '../../domain/planned-visit-reminder.ts';
import { endOf, startOf } from '../../domain/shanghai-day.ts';
import { compileProvince } from '../../lib/province.ts';
import { at } from './signals.ts';

const { province } = compileProvince('yunnan');
const [watch] = province.profile.watch;
if (!watch) throw new Error('Yunnan watches somebody');
const TOWNSHIP = '530602101';
const NOW = at('2026-10-02');
const plan = (now = NOW, within?: NonNullable<typeof watch>['within']) =>
  planVisit({ id: 'v-1', watch: { ...watch, within }, subject: 'h-1', township: TOWNSHIP, province, now });
const makeVisit = (overrides: Partial<PlannedVisit> = {}): PlannedVisit => ({ ...plan(), ...overrides });
const call = { visitedAt: NOW, met: 'self', answers: [], needs: [], services: [] } as const;
const done: VisitDoing = { act: 'done', call: { ...call, answers: [], needs: [], services: [] } };
const ids = { smsAvailable: true, notice: (...parts: readonly string[]) => parts.join('|') };

const household = (overrides: Partial<WatchedHousehold> = {}): WatchedHousehold => ({
  joined: false,
  members: [{ alive: true, inProvince: true, categories: new Set(['bianyuan']) }],
  warnings: [],
  ...overrides,
});
const someone = (overrides: Partial<WatchedHousehold['members'][number]>) => ({
  alive: true,
  inProvince: true,
  categories: new Set(['bianyuan']),
  ...overrides,
});

describe('whether a visit is owed', () => {
  const period = { from: '2026-10-01', to: '2026-12-31' };
  it.each<[string, WatchedHousehold, ReturnType<typeof notOwed>]>([
    ['somebody is in a watched category', household(), undefined],
    ['nobody is', household({ members: [someone({ categories: new Set(['tuopin']) })] }), 'off-roster'],
    [
      'the only one gets aid already',
      household({ members: [someone({ categories: new Set(['bianyuan', 'dibao']) })] }),
      'off-roster',
    ],
    [
      'one gets aid, another in the house does not',
      household({ members: [someone({ categories: new Set(['bianyuan', 'dibao']) }), someone({})] }),
      undefined,
    ],
    ['the only one died', household({ members: [someone({ alive: false })] }), 'died'],
    ['the only one lives beyond the border', household({ members: [someone({ inProvince: false })] }), 'moved-away'],
    [
      'one died and the other moved away',
      household({ members: [someone({ alive: false }), someone({ inProvince: false })] }),
      'moved-away',
    ],
    ['nobody is left in the household', household({ members: [] }), 'off-roster'],
    ['they belong to a household now', household({ joined: true }), 'joined'],
    ['a warning is open', household({ warnings: [{ status: 'accepted' }] }), 'warned'],
    [
      'one was resolved in the period’s last moment',
      household({ warnings: [{ status: 'resolved', closedAt: endOf('2026-12-31') - 1 }] }),
      'warned',
    ],
    [
      'one was resolved a moment before the period',
      household({ warnings: [{ status: 'resolved', closedAt: startOf('2026-10-01') - 1 }] }),
      undefined,
    ],
    ['one was withdrawn', household({ warnings: [{ status: 'withdrawn', closedAt: NOW }] }), undefined],
  ])('%s', (_, given, expected) => {
    expect(notOwed(watch, given, period)).toBe(expected);
  });

  it('counts warnings only where the watch says so', () => {
    const warned = household({ warnings: [{ status: 'raised' }] });
    expect(notOwed({ ...watch, unlessWarned: false }, warned, period)).toBeUndefined();
  });

  it('stays owed through the period after its own, and no longer', () => {
    const visit = makeVisit();
    expect(overtaken(visit, household(), province, endOf('2027-03-31') - 1)).toBeUndefined();
    expect(overtaken(visit, household(), province, endOf('2027-03-31'))).toBe('lapsed');
  });

  it('ends with its rule', () => {
    expect(overtaken(makeVisit({ watch: '以前的排查' }), household(), province, NOW)).toBe('no-watch');
  });
});

describe('a planned visit', () => {
  it('is due by the end of its period, in the hands of its township, and stores as it is', () => {
    const visit = plan();
    expect(visit).toMatchObject({
      from: '2026-10-01',
      to: '2026-12-31',
      dueAt: endOf('2026-12-31'),
      area: TOWNSHIP,
      due: { provisional: false, why: '到本期最后一天12月31日24时' },
      checklist: watch.checklist,
    });
    expect(plannedVisitSchema.parse(visit)).toEqual(visit);
  });

  it.each([
    ['earlier than the end', at('2026-10-08'), 20, endOf('2026-11-04')],
    ['never later than the end', at('2026-12-20'), 20, endOf('2026-12-31')],
  ])('with days of its own is due %s', (_, now, amount, due) => {
    expect(plan(now, { amount, unit: 'workdays' }).dueAt).toBe(due);
  });

  it('follows a household to another township, and stays where somebody put it', () => {
    expect(broughtUpToDate(plan(), { township: TOWNSHIP }, province)).toBeUndefined();
    const moved = broughtUpToDate(plan(), { township: '530602102', village: '530602102001' }, province);
    expect(moved).toMatchObject({ version: 2, area: '530602102', home: '530602102', village: '530602102001' });
    const handed = actOnVisit(plan(), { act: 'reassign', to: { township: '530602102' }, reason: '住在女儿家' }, 's-1', {
      province,
      now: NOW,
    });
    if (!handed.ok) throw new Error('open');
    expect(handed.visit).toMatchObject({ area: '530602102', home: TOWNSHIP, handed: [{ from: TOWNSHIP }] });
    expect(broughtUpToDate(handed.visit, { township: TOWNSHIP }, province)).toBeUndefined();
  });
});

describe('the table of states', () => {
  const doings: readonly VisitDoing[] = [
    done,
    { act: 'skip', reason: 'refused' },
    { act: 'reassign', to: { township: '530602102' }, reason: '住在女儿家' },
  ];

  it('says for every status what may follow', () => {
    expect(visitTransitions).toEqual({
      planned: {
        done: ['done', 'planned'],
        skip: ['moved-away', 'refused', 'cancelled'],
        reassign: ['planned'],
        cancel: ['cancelled'],
      },
      done: {},
      'moved-away': {},
      refused: {},
      cancelled: { reopen: ['planned'] },
    });
  });

  it.each(plannedVisitStatus.options.flatMap((status) => doings.map((doing) => [doing.act, status, doing] as const)))(
    'is kept: %s on %s',
    (act, status, doing) => {
      const visit = makeVisit({ status, open: status === 'planned' });
      const acted = actOnVisit(visit, doing, 's-1', { province, now: NOW });
      const leads = Object.entries(visitTransitions[status]).find(([name]) => name === act)?.[1];
      if (leads === undefined) expect(acted).toEqual({ ok: false, open: openVisitActs(visit) });
      else {
        if (!acted.ok) throw new Error('the table says that it is open');
        expect(leads).toContain(acted.visit.status);
        expect(acted.visit).toMatchObject({ version: 2, open: acted.visit.status === 'planned' });
      }
    },
  );

  it('leaves a visit planned where nobody was met, and keeps that somebody came', () => {
    const vain: VisitDoing = { act: 'done', call: { ...done.call, met: 'nobody' } };
    const acted = actOnVisit(makeVisit(), vain, 's-1', { province, now: NOW });
    expect(acted).toMatchObject({ ok: true, visit: { status: 'planned', open: true, calls: [{ met: 'nobody' }] } });
  });

  it.each([
    ['moved-away', 'moved-away'],
    ['refused', 'refused'],
    ['other', 'cancelled'],
  ] as const)('skipping for %s makes it %s', (reason, status) => {
    const acted = actOnVisit(makeVisit(), { act: 'skip', reason, note: '说明' }, 's-1', { province, now: NOW });
    expect(acted).toMatchObject({ ok: true, visit: { status, open: false, closed: { by: 's-1', note: '说明' } } });
  });

  it('gives back what the hub cancelled, and nothing that a person closed', () => {
    const byHub = cancelled(makeVisit(), 'died', NOW);
    expect(byHub).toMatchObject({ status: 'cancelled', open: false, closed: { by: 'hub', note: '本人已去世' } });
    expect(mayReopen(byHub)).toBe(true);
    expect(reopened(byHub)).toMatchObject({ status: 'planned', open: true, version: 3 });
    const byStaff = actOnVisit(makeVisit(), { act: 'skip', reason: 'other' }, 's-1', { province, now: NOW });
    expect(byStaff.ok && mayReopen(byStaff.visit)).toBe(false);
  });
});

describe('reminding', () => {
  const due = endOf('2026-12-31');
  it.each([
    ['long before', NOW, undefined],
    ['a workday before', startOf('2026-12-31'), ['visits-due-soon']],
    ['once it is late', due, ['visits-urge']],
  ])('%s', (_, now, kinds) => {
    expect(remindVisit(plan(), province, ids, now)?.notices.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('makes one message of a thousand visits, and takes each step once', () => {
    const [one, other] = [plan(), { ...plan(), id: 'v-2', subject: 'h-2' }].map((visit) =>
      remindVisit(visit, province, ids, due),
    );
    expect(one?.notices.map(({ id }) => id)).toEqual(other?.notices.map(({ id }) => id));
    expect(one && remindVisit(one.task, province, ids, due)).toBeUndefined();
  });

  it('never urges what is over', () => {
    expect(remindVisit(cancelled(plan(), 'died', NOW), province, ids, due)).toBeUndefined();
  });

  it('reads as one text message and names nobody', () => {
    const [notice] = remindVisit(plan(), province, ids, due)?.notices ?? [];
    expect(notice && noticeText(notice, province.profile)).toEqual({
      ok: true,
      value:
        '【云南民政】催办:未纳入救助的监测对象季度排查应于12月31日前完成,有的户至今没有上门。名单登录系统查看,请今天督促。',
    });
  });
});
