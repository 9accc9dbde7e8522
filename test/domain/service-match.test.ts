import { describe, expect, it } from 'vitest';
import { type Need, needSchema, needStatus, type Offer, offerSchema } from '../../domain/service-match.ts';
import {
  actOnNeed,
  closeOffer,
  type NeedDoing,
  needTransitions,
  offerTransitions,
  openNeedActs,
} from '../../domain/service-match-acts.ts';
import {
  freePlaces,
  suitable,
  unsuited,
  withoutPlaces,
  withPlace,
  withServed,
} from '../../domain/service-match-places.ts';
import { endOf, startOf } from '../../domain/shanghai-day.ts';
import { NOW } from '../factories.ts';

const COUNTY = '530602000';
const [HERE, THERE] = ['530602001', '530602002'];
const makeOffer = (overrides: Partial<Offer> = {}): Offer => ({
  id: 'f-1',
  version: 1,
  open: true,
  dueAt: endOf('2026-12-31'),
  area: COUNTY,
  status: 'open',
  kind: 'care',
  organisation: '县志愿者协会',
  contact: '0870-5550123',
  where: [COUNTY],
  capacity: { households: 2, per: 'month' },
  until: '2026-12-31',
  places: [],
  openedAt: NOW,
  openedBy: 's-1',
  ...overrides,
});
const makeNeed = (overrides: Partial<Need> = {}): Need => ({
  id: 'n-1',
  version: 1,
  open: true,
  dueAt: startOf('2026-11-01'),
  area: HERE,
  subject: 'h-1',
  status: 'open',
  kind: 'care',
  since: '2026-11-01',
  openedAt: NOW,
  openedBy: 's-1',
  unmatched: [],
  ...overrides,
});
const place = (need: string, at = NOW) => ({ need, township: HERE, at, by: 's-1' });

describe('the tables of states', () => {
  it('say what may follow', () => {
    expect(needTransitions).toEqual({
      open: { match: 'matched', close: 'closed' },
      matched: { served: 'served', unmatch: 'open', close: 'closed' },
      served: {},
      closed: {},
    });
    expect(offerTransitions).toEqual({ open: { close: 'closed' }, closed: {} });
  });

  const doings: readonly NeedDoing[] = [
    { act: 'match', match: { offer: 'f-1', organisation: '县志愿者协会', contact: '0870-5550123' } },
    { act: 'served', on: '2026-11-05' },
    { act: 'unmatch', reason: '对方没有人手' },
    { act: 'close', reason: '子女接走' },
  ];
  it.each(needStatus.options.flatMap((status) => doings.map((doing) => [doing.act, status, doing] as const)))(
    'are kept: %s on %s',
    (act, status, doing) => {
      const need = makeNeed({ status, match: { offer: 'f-1', organisation: '', contact: '', at: NOW, by: 's-1' } });
      const acted = actOnNeed(need, doing, 's-2', NOW);
      const leads = Object.entries(needTransitions[status]).find(([name]) => name === act)?.[1];
      if (leads === undefined) expect(acted).toEqual({ ok: false, open: openNeedActs(need) });
      else {
        expect(acted).toMatchObject({
          ok: true,
          need: { status: leads, version: 2, open: leads === 'open' || leads === 'matched' },
        });
        if (acted.ok) expect(needSchema.parse(acted.need)).toEqual(acted.need);
      }
    },
  );

  it('keep who an unmatched need was with, and loosen it', () => {
    const matched = makeNeed({
      status: 'matched',
      match: { offer: 'f-1', organisation: '', contact: '', at: NOW, by: 's-1' },
    });
    const acted = actOnNeed(matched, { act: 'unmatch', reason: '没有人手' }, 's-2', NOW);
    expect(acted.ok && acted.need).toMatchObject({ unmatched: [{ offer: 'f-1', reason: '没有人手' }] });
    expect(acted.ok && acted.need.match).toBeUndefined();
  });

  it('let a closed offer keep whom it took, and close it once', () => {
    const offer = withPlace(makeOffer(), place('n-1'));
    const closed = closeOffer(offer, '换届', 's-1', NOW);
    expect(closed).toMatchObject({ status: 'closed', open: false, places: [{ need: 'n-1' }] });
    expect(closed && closeOffer(closed, '换届', 's-1', NOW)).toBeUndefined();
    expect(offerSchema.parse(closed)).toEqual(closed);
  });
});

describe('capacity', () => {
  it.each([
    ['nobody yet', [], 2],
    ['one this month', [NOW], 1],
    ['two this month', [NOW, NOW], 0],
    ['in the month’s first moment', [startOf('2026-11-01')], 1],
    ['a moment before the month', [startOf('2026-11-01') - 1], 2],
  ])('%s', (_, taken, free) => {
    const places = taken.map((at, i) => place(`n-${i}`, at));
    expect(freePlaces(makeOffer({ places }), NOW)).toBe(free);
  });

  it.each([
    ['has room', makeOffer(), undefined],
    ['offers something else', makeOffer({ kind: 'meals' }), '对方提供的不是这种服务'],
    ['names the township', makeOffer({ where: [HERE] }), undefined],
    ['works in another', makeOffer({ where: [THERE] }), '对方不在这个乡镇服务'],
    ['is closed', makeOffer({ status: 'closed' }), '对方已经停止接收'],
    ['ends in this moment', makeOffer({ dueAt: NOW }), '对方的服务已经到期'],
    ['ends after this moment', makeOffer({ dueAt: NOW + 1 }), undefined],
    ['is full', makeOffer({ places: [place('n-2'), place('n-3')] }), '对方这一期的名额已满'],
  ])('an offer that %s', (_, offer, because) => {
    expect(unsuited(offer, makeNeed(), NOW)).toBe(because);
  });

  it('gives a place back, marks it served, and forgets what was served in earlier periods', () => {
    const before = startOf('2026-11-01') - 1;
    const offer = makeOffer({ places: [place('n-2', before), { ...place('n-3', before), servedOn: '2026-10-30' }] });
    const taken = withPlace(offer, place('n-1'));
    expect(taken.places.map(({ need }) => need)).toEqual(['n-2', 'n-1']);
    expect(withPlace(taken, place('n-1')).places).toHaveLength(2);
    expect(withoutPlaces(taken, new Set(['n-1']))?.places).toHaveLength(1);
    expect(withoutPlaces(taken, new Set(['n-9']))).toBeUndefined();
    expect(withServed(taken, 'n-1', '2026-11-05')?.places.at(-1)).toMatchObject({ servedOn: '2026-11-05' });
    expect(withServed(taken, 'n-9', '2026-11-05')).toBeUndefined();
  });

  it('finds the nearest first, then the longest idle', () => {
    const offers = [
      makeOffer({ id: 'county-busy', lastAt: NOW }),
      makeOffer({ id: 'county-idle', lastAt: NOW - 1000 }),
      makeOffer({ id: 'named', where: [HERE, THERE], lastAt: NOW }),
      makeOffer({ id: 'seated', seat: HERE, lastAt: NOW }),
      makeOffer({ id: 'elsewhere', where: [THERE] }),
    ];
    expect(suitable(offers, makeNeed(), NOW).map(({ id }) => id)).toEqual([
      'seated',
      'named',
      'county-idle',
      'county-busy',
    ]);
  });
});
