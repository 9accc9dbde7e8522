import * as z from 'zod';
import { answerSchema, plannedVisitStatus } from '../../domain/planned-visit.ts';
import { visitActs } from '../../domain/planned-visit-acts.ts';
import { needStatus, offerStatus, services } from '../../domain/service-match.ts';
import { needActs, offerActs } from '../../domain/service-match-acts.ts';
import { met, needs } from '../../domain/warning.ts';

/** What is answered, as schemas: views are typed by them and the OpenAPI document is made of them. */
const instant = z.string().meta({ format: 'date-time', description: '时间,带时区' });
const day = z.string().meta({ format: 'date', description: '日期(北京时间)' });
const masked = z.string().meta({ description: '打码的姓名', example: '王**' });

const visit = {
  id: z.string(),
  watch: z.string().meta({ description: '哪一项走访' }),
  from: day,
  to: day,
  subject: z.string().meta({ description: '户或人的编号' }),
  status: plannedVisitStatus,
  division: z.string().meta({ description: '哪个乡镇或村走访' }),
  maskedName: masked,
  householdSize: z.int(),
  dueAt: instant,
  overdue: z.boolean(),
  version: z.int(),
};
export const visitItem = z.object(visit).meta({ id: 'PlannedVisitItem' });
export const visitPage = z.object({ items: z.array(visitItem), cursor: z.string().optional() });
export const visitDetail = z
  .object({
    ...visit,
    place: z.string(),
    why: z.string().meta({ description: '为什么是这个日期' }),
    provisional: z.boolean(),
    checklist: z.array(z.string()),
    calls: z.array(
      z.object({
        visitedAt: instant,
        met,
        answers: z.array(answerSchema),
        needs: z.array(needs),
        services: z.array(services),
        note: z.string().optional(),
        by: z.string(),
        at: instant,
      }),
    ),
    handed: z.array(z.object({ at: instant, by: z.string(), from: z.string(), to: z.string(), reason: z.string() })),
    closed: z.object({ at: instant, by: z.string(), note: z.string().optional() }).optional(),
    openActs: z.array(z.enum(visitActs)),
  })
  .meta({ id: 'PlannedVisit' });
export const actedVisit = z
  .object({
    id: z.string(),
    status: plannedVisitStatus,
    version: z.int(),
    dueAt: instant,
    openActs: z.array(z.enum(visitActs)),
    reported: z.array(needs).meta({ description: '已当作主动反映存下的困难' }),
    needs: z.array(z.string()).meta({ description: '已登记的帮扶需求' }),
  })
  .meta({ id: 'ActedPlannedVisit' });

const division = z.object({ code: z.string(), name: z.string() });
const offer = {
  id: z.string(),
  kind: services,
  kindName: z.string(),
  organisation: z.string(),
  contact: z.string(),
  where: z.array(division),
  seat: division.optional(),
  capacity: z.object({ households: z.int(), per: z.string() }),
  free: z.int().meta({ description: '这一期还有几户名额' }),
  until: day,
  note: z.string().optional(),
  status: offerStatus,
  version: z.int(),
};
export const offerItem = z.object(offer).meta({ id: 'OfferItem' });
export const offerPage = z.object({ items: z.array(offerItem), cursor: z.string().optional() });
export const offerDetail = z
  .object({
    ...offer,
    places: z
      .array(
        z.object({
          need: z.string(),
          place: z.string(),
          handover: z.string().optional(),
          at: instant,
          servedOn: day.optional(),
        }),
      )
      .meta({ description: '交来的户:只有交接的话,没有姓名;登记的人和办理的单位看得到' }),
    closed: z.object({ at: instant, by: z.string(), reason: z.string() }).optional(),
    openActs: z.array(z.enum(offerActs)),
  })
  .meta({ id: 'Offer' });

export const needDetail = z
  .object({
    id: z.string(),
    kind: services,
    kindName: z.string(),
    status: needStatus,
    division: z.string(),
    place: z.string(),
    since: day,
    openedAt: instant,
    openedBy: z.string(),
    visit: z.string().optional().meta({ description: '哪次走访发现的;社工看不到' }),
    subject: z.string().optional().meta({ description: '社工看不到' }),
    maskedName: masked.optional().meta({ description: '社工看不到' }),
    note: z.string().optional().meta({ description: '社工看不到' }),
    match: z
      .object({
        offer: z.string(),
        organisation: z.string(),
        contact: z.string(),
        handover: z.string().optional().meta({ description: '社工看不到;对方在自己的资源里看' }),
        at: instant,
      })
      .optional(),
    served: z.object({ on: day, note: z.string().optional(), at: instant, by: z.string() }).optional(),
    closed: z.object({ at: instant, by: z.string(), reason: z.string() }).optional(),
    version: z.int(),
    openActs: z.array(z.enum(needActs)),
  })
  .meta({ id: 'Need' });
export const needPage = z.object({ items: z.array(needDetail), cursor: z.string().optional() });
export const needMatches = z.object({ items: z.array(offerItem) });
