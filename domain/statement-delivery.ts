import * as z from 'zod';
import { type Day, dayOf } from './shanghai-day.ts';

export const takers = ['self', 'family', 'neighbour', 'village'] as const;
export const deliveryMethods = ['by-hand', 'posted', 'read-aloud'] as const;
export type Taker = (typeof takers)[number];

export const takerNames: Readonly<Record<Taker, string>> = {
  self: '本人',
  family: '家里人',
  neighbour: '邻居',
  village: '村里',
};
export const methodNames: Readonly<Record<(typeof deliveryMethods)[number], string>> = {
  'by-hand': '当面交',
  posted: '邮寄',
  'read-aloud': '当面念',
};

/** One handing over of a sheet, as the slip that came back says it. */
export const deliverySchema = z.object({
  deliveredOn: z.string(),
  to: z.enum(takers),
  /** Who took it in place of the household: 代收人及关系. */
  name: z.string().optional(),
  relation: z.string().optional(),
  method: z.enum(deliveryMethods),
  note: z.string().optional(),
  by: z.string(),
  /** Epoch ms. */
  at: z.int(),
  request: z.object({ key: z.string(), digest: z.string() }).optional(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** A statement's deliveries, the newest last: it may be posted first and read aloud later, and what was wrong is said anew. */
export const deliveriesSchema = z.object({
  statement: z.string(),
  /** 1 before any, one more with each. */
  version: z.int().min(1),
  entries: z.array(deliverySchema),
});
export type Deliveries = z.infer<typeof deliveriesSchema>;

export const undelivered = (statement: string): Deliveries => ({ statement, version: 1, entries: [] });

export const withDelivery = ({ statement, version, entries }: Deliveries, delivery: Delivery): Deliveries => ({
  statement,
  version: version + 1,
  entries: [...entries, delivery],
});

/** Which field of a delivery is wrong and why; undefined where none is. `issuedAt` and `now` are epoch ms. */
export function wrongDelivery(
  { deliveredOn, to, name }: Pick<Delivery, 'deliveredOn' | 'to'> & { name?: string | undefined },
  issuedAt: number,
  now: number,
): { path: string; message: string } | undefined {
  const issued: Day = dayOf(issuedAt);
  if (deliveredOn > dayOf(now)) return { path: 'deliveredOn', message: '送达日期在将来,请核对' };
  if (deliveredOn < issued) return { path: 'deliveredOn', message: `送达日期早于出单子那天(${issued}),请核对` };
  if ((to === 'family' || to === 'neighbour') && name === undefined)
    return { path: 'name', message: '别人代收的,要写代收人姓名' };
  return undefined;
}

/** 已送达(家里人代收,儿子;当面念). */
export function deliveryText({ to, relation, method }: Pick<Delivery, 'to' | 'relation' | 'method'>): string {
  const taker = to === 'self' ? '本人收' : `${takerNames[to]}代收${relation === undefined ? '' : `,${relation}`}`;
  return `${taker};${methodNames[method]}`;
}
