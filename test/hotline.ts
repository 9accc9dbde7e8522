import { actOn, type OrderDoing } from '../domain/hotline-acts.ts';
import type { HotlineOrder } from '../domain/hotline-order.ts';
import { receivedOrder, type Told } from '../domain/hotline-receiving.ts';
import { compileProvince } from '../lib/province.ts';
import { NOW } from './factories.ts';

export const { province: jiangxi } = compileProvince('jiangxi');
export const XIANGHU = '360222104';
export const XIANGHU_OFFICE = `township-${XIANGHU}`;
export const FULIANG_OFFICE = 'county-360222';

/** A call for help from 湘湖镇, taken by the hotline of 浮梁县 on Thursday, 5 November 2026 at 10:00. */
export const makeOrder = (overrides: Partial<Told> = {}, now = NOW): HotlineOrder =>
  receivedOrder(
    'G2611-00000001',
    {
      area: XIANGHU,
      subject: 'p-1',
      kind: 'help',
      urgency: 'normal',
      confidential: false,
      place: XIANGHU,
      text: '邻居王大爷摔伤在家,没有人照顾',
      firstAccepter: { by: 's-hotline', role: 'hotline', division: '360222' },
      caller: { name: '李桂兰', phone: '+8613800138001', relation: 'neighbour' },
      emergencyNumbers: [],
      ...overrides,
    },
    jiangxi,
    now,
  );

/** The order after these acts, each `now` unless said; throws where one is refused. */
export function worked(order: HotlineOrder, ...acts: readonly (OrderDoing & { now?: number })[]): HotlineOrder {
  return acts.reduce((standing, { now = NOW, ...doing }) => {
    const acted = actOn(standing, doing, { by: 's-1' }, jiangxi, now);
    if (!acted.ok) throw new Error(`${doing.act}: ${JSON.stringify(acted)}`);
    return acted.order;
  }, order);
}

export const dispatch = { act: 'dispatch', owner: XIANGHU_OFFICE, coOwners: [] } as const;
export const sign = { act: 'sign' } as const;
export const giveBack = { act: 'return', reason: '不是本镇的人' } as const;
export const reply = { act: 'reply', text: '已上门看望,帮助申请临时救助' } as const;
export const close = { act: 'close' } as const;
export const dissatisfied = { act: 'call-back', made: { result: 'reached', satisfaction: 'not' } } as const;
export const satisfied = { act: 'call-back', made: { result: 'reached', satisfaction: 'satisfied' } } as const;
