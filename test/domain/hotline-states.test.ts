import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actOn, type OrderDoing, withDuplicate } from '../../domain/hotline-acts.ts';
import { type HotlineOrder, orderActs, orderKinds, orderStatus } from '../../domain/hotline-order.ts';
import { isOrderNumber, orderNumber } from '../../domain/hotline-receiving.ts';
import {
  isOrderOpen,
  openOrderActs,
  orderKindNames,
  orderStatusNames,
  orderTransitions,
  owedWhere,
} from '../../domain/hotline-states.ts';
import { NOW } from '../factories.ts';
import {
  close,
  dispatch,
  dissatisfied,
  FULIANG_OFFICE,
  giveBack,
  jiangxi,
  makeOrder,
  reply,
  satisfied,
  sign,
  worked,
  XIANGHU_OFFICE,
} from '../hotline.ts';

const doings: readonly OrderDoing[] = [
  dispatch,
  sign,
  giveBack,
  { act: 'reassign', owner: FULIANG_OFFICE, coOwners: [], reason: '由县里办' },
  { act: 'extend', workdays: 3, reason: '要等鉴定', approver: '张局长' },
  { act: 'pause', reason: '本人外出' },
  { act: 'resume' },
  { act: 'conference', offices: [XIANGHU_OFFICE, FULIANG_OFFICE], minute: '三方商量', decision: '由镇里先垫付' },
  reply,
  close,
  { act: 'close', reason: '诉求没有政策依据,已当面说明' },
  satisfied,
  dissatisfied,
  { act: 'call-back', made: { result: 'no-answer' } },
  { act: 'redo', reason: '没有上门' },
  { act: 'redirect', to: 'petition', reason: '信访事项' },
  { act: 'link', to: 'G2611-00000002' },
];

describe('the table of states', () => {
  it('names every act somewhere, and leads from where a call is received to every state', () => {
    const named = new Set(Object.values(orderTransitions).flatMap((acts) => Object.keys(acts)));
    expect([...named].sort()).toEqual([...orderActs].sort());
    const reached = new Set<string>(['received']);
    for (const status of reached)
      for (const targets of Object.values(orderTransitions[orderStatus.parse(status)]))
        for (const target of targets) reached.add(target);
    expect([...reached].sort()).toEqual([...orderStatus.options].sort());
  });

  it('owes something wherever an act is open, and nothing where none is', () => {
    for (const status of orderStatus.options)
      expect([status, isOrderOpen(status)]).toEqual([status, openOrderActs({ status, binding: false }).length > 0]);
  });

  it.each(orderStatus.options)('%s opens what the table says and refuses the rest, naming it', (status) => {
    const order: HotlineOrder = { ...makeOrder(), status, owner: XIANGHU_OFFICE };
    const open = openOrderActs(order);
    for (const doing of doings) {
      const acted = actOn(order, doing, { by: 's-1' }, jiangxi, NOW);
      if (acted.ok) expect(open).toContain(doing.act);
      else if ('open' in acted) expect([acted.open, open.includes(doing.act)]).toEqual([open, false]);
    }
  });

  it('is all that can happen, in whatever order staff act', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...doings), { maxLength: 25 }), (acts) => {
        let order = makeOrder();
        for (const [n, doing] of acts.entries()) {
          const now = NOW + n * 3_600_000;
          const acted = actOn(order, doing, { by: 's-1' }, jiangxi, now);
          if (!acted.ok) continue;
          const row: Readonly<Record<string, readonly string[]>> = orderTransitions[order.status];
          expect(row[doing.act]).toContain(acted.order.status);
          expect(acted.order).toMatchObject({ version: order.version + 1, open: isOrderOpen(acted.order.status) });
          if (acted.order.open) {
            expect(acted.order.deadline.of).toBe(owedWhere[acted.order.status]);
            expect(acted.order.dueAt).toBe(acted.order.deadline.at);
            if (acted.order.deadline !== order.deadline) expect(acted.order.dueAt).toBeGreaterThan(now);
          } else expect(acted.order.paused).toBeUndefined();
          expect(acted.order.returns).toBeLessThanOrEqual(2);
          order = acted.order;
        }
      }),
    );
  });
});

describe('a work order', () => {
  it('goes back to whoever took the call once, the second time to the county, whose word is final', () => {
    const once = worked(makeOrder(), dispatch, giveBack);
    expect([once.status, once.owner, once.returns]).toEqual(['received', undefined, 1]);
    const twice = worked(once, dispatch, sign, giveBack);
    expect([twice.status, twice.deadline.of]).toEqual(['disputed', 'decide']);
    const decided = worked(twice, { ...dispatch, owner: FULIANG_OFFICE });
    expect([decided.binding, openOrderActs(decided).includes('return')]).toEqual([true, false]);
  });

  it('is closed, called back and finished; one whose caller left no number is finished at once', () => {
    const replied = worked(makeOrder(), dispatch, sign, reply);
    expect(worked(replied, close).status).toBe('closed');
    expect(worked(replied, close, satisfied)).toMatchObject({ status: 'finished', open: false });
    expect(worked(makeOrder({ caller: {} }), dispatch, sign, reply, close).status).toBe('finished');
  });

  it('of a caller who is not satisfied goes back to its owner, with five workdays anew', () => {
    const redone = worked(makeOrder(), dispatch, sign, reply, close, dissatisfied, { act: 'redo', reason: '没有上门' });
    expect(redone).toMatchObject({ status: 'dispatched', owner: XIANGHU_OFFICE, round: 2, deadline: { of: 'finish' } });
  });

  it('that is done again is closed no longer', () => {
    const closed = worked(makeOrder(), dispatch, sign, reply, close);
    expect(closed.closedAt).toBeDefined();
    const redone = worked(closed, dissatisfied, { act: 'redo', reason: '没有上门' });
    expect(redone.closedAt).toBeUndefined();
    expect(worked(redone, sign, reply, close).closedAt).toBeDefined();
  });

  it('is closed after three calls that reached nobody, counted anew in each round', () => {
    const missed = { act: 'call-back', made: { result: 'no-answer' } } as const;
    const closed = worked(makeOrder(), dispatch, sign, reply, close);
    expect(worked(closed, missed, missed).status).toBe('closed');
    expect(worked(closed, missed, missed, missed).status).toBe('finished');
    const again = worked(
      closed,
      missed,
      missed,
      dissatisfied,
      { act: 'redo', reason: '没办' },
      sign,
      reply,
      close,
      missed,
    );
    expect(again.status).toBe('closed');
  });

  it('moves to the list of its owner, and stays where the county owns it', () => {
    const far = worked(makeOrder(), { ...dispatch, owner: 'township-360222101' });
    expect(far.area).toBe('360222101');
    expect(worked(makeOrder(), { ...dispatch, owner: FULIANG_OFFICE }).area).toBe('360222104');
  });

  it.each<[string, OrderDoing, string]>([
    ['an office that is none', { ...dispatch, owner: 'township-1' }, 'owner'],
    ['a co-owner that is none', { ...dispatch, coOwners: ['township-1'] }, 'coOwners'],
  ])('is not handed to %s', (_, doing, path) => {
    expect(actOn(makeOrder(), doing, { by: 's-1' }, jiangxi, NOW)).toMatchObject({ ok: false, wrong: { path } });
  });

  it.each<[string, OrderDoing, string]>([
    ['reached without a word on satisfaction', { act: 'call-back', made: { result: 'reached' } }, 'satisfaction'],
    [
      'satisfied without having been reached',
      { act: 'call-back', made: { result: 'no-answer', satisfaction: 'satisfied' } },
      'satisfaction',
    ],
  ])('is not called back as %s', (_, doing, path) => {
    const closed = worked(makeOrder(), dispatch, sign, reply, close);
    expect(actOn(closed, doing, { by: 's-1' }, jiangxi, NOW)).toMatchObject({ ok: false, wrong: { path } });
  });
});

describe('what people read', () => {
  it('names every state and kind', () => {
    expect(Object.keys(orderStatusNames)).toEqual(orderStatus.options);
    expect(Object.keys(orderKindNames)).toEqual(orderKinds.options);
  });

  it('is a number by month, the same from the same hash', () => {
    const number = orderNumber('AAAAAA_-abcdefghijklmn', NOW);
    expect([number, isOrderNumber(number)]).toEqual(['G2611-00004094', true]);
    expect(isOrderNumber('W2611-00004094')).toBe(false);
  });

  it('shows on an order that another repeats it, and moves nothing', () => {
    const order = worked(makeOrder(), dispatch);
    const next = withDuplicate(order, 'G2611-00000002', 's-1', jiangxi, NOW + 1);
    expect(next).toMatchObject({ status: 'dispatched', duplicates: ['G2611-00000002'], deadline: order.deadline });
  });
});
