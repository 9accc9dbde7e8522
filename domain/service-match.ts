import * as z from 'zod';

/** Help that is not money: what organisations and village stations offer, and what households lack (助联体). */
export const services = z.enum(['care', 'meals', 'haircut', 'companionship', 'schooling', 'legal', 'repairs', 'other']);
type Service = z.output<typeof services>;

export const serviceNames: Readonly<Record<Service, string>> = {
  care: '照料',
  meals: '助餐',
  haircut: '理发',
  companionship: '陪伴',
  schooling: '助学辅导',
  legal: '法律帮助',
  repairs: '维修',
  other: '其他服务',
};

export const offerStatus = z.enum(['open', 'closed']);
export const needStatus = z.enum(['open', 'matched', 'served', 'closed']);
export type OfferStatus = z.output<typeof offerStatus>;
export type NeedStatus = z.output<typeof needStatus>;

const request = z.object({ key: z.string(), digest: z.string() });
const ended = z.object({ at: z.number(), by: z.string(), reason: z.string() });

/** One household that an offer takes: no name and no file, only what the township hands over in its own words. */
const placeSchema = z.object({
  need: z.string(),
  township: z.string(),
  handover: z.string().optional(),
  at: z.number(),
  by: z.string(),
  servedOn: z.string().optional(),
});

/** An offer within one county. Instants are epoch ms, days Asia/Shanghai; divisions 9 digits. */
export const offerSchema = z.object({
  id: z.string(),
  version: z.int(),
  open: z.boolean(),
  /** The end of its last day: lists are in the order in which offers run out. */
  dueAt: z.number(),
  /** The county. */
  area: z.string(),
  status: offerStatus,
  kind: services,
  organisation: z.string(),
  contact: z.string(),
  /** Townships, or the county itself. */
  where: z.array(z.string()),
  /** The township where the organisation sits. */
  seat: z.string().optional(),
  capacity: z.object({ households: z.int(), per: z.enum(['month', 'quarter', 'half-year', 'year']) }),
  until: z.string(),
  note: z.string().optional(),
  places: z.array(placeSchema),
  /** When it last took somebody: who has been idle longest comes first. */
  lastAt: z.number().optional(),
  openedAt: z.number(),
  openedBy: z.string(),
  closed: ended.optional(),
  request: request.optional(),
});
export type Offer = z.output<typeof offerSchema>;

/** What a household lacks and no money answers. It has no deadline: lists are in the order of how long it has waited. */
export const needSchema = z.object({
  id: z.string(),
  version: z.int(),
  open: z.boolean(),
  /** The beginning of `since`. */
  dueAt: z.number(),
  /** The township that looks after it, 9 digits. */
  area: z.string(),
  subject: z.string(),
  status: needStatus,
  kind: services,
  since: z.string(),
  note: z.string().optional(),
  openedAt: z.number(),
  openedBy: z.string(),
  /** The planned visit that found it. */
  visit: z.string().optional(),
  match: z
    .object({
      offer: z.string(),
      organisation: z.string(),
      contact: z.string(),
      handover: z.string().optional(),
      at: z.number(),
      by: z.string(),
    })
    .optional(),
  /** Offers that it was taken from again. */
  unmatched: z.array(ended.extend({ offer: z.string() })),
  served: z.object({ on: z.string(), note: z.string().optional(), at: z.number(), by: z.string() }).optional(),
  closed: ended.optional(),
  request: request.optional(),
});
export type Need = z.output<typeof needSchema>;
