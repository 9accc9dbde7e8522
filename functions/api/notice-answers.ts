import * as z from 'zod';
import { callResults } from '../../domain/call-standing.ts';
import { noticeKinds, noticeStatus } from '../../domain/notice.ts';
import { instant, office, person } from './answer-fields.ts';

export const noticeView = z
  .object({
    id: z.string(),
    kind: noticeKinds,
    channel: z.enum(['sms', 'digest', 'call-back']),
    audience: z.object({ office: office.optional(), person: person.optional() }),
    status: noticeStatus,
    reason: z.string().meta({ description: '为什么发' }),
    about: z
      .object({ deadline: z.enum(['visit', 'feedback']), dueAt: instant, level: z.string() })
      .optional()
      .meta({ description: '发的时候说的是哪个期限(visit 入户、feedback 反馈)、什么级别' }),
    text: z.string().meta({ description: '发出的原文,姓名和查询码已打码' }),
    detail: z.string().optional(),
    createdAt: instant,
    settledAt: instant.optional(),
  })
  .meta({ id: 'Notice' });

const noticeKey = z.object({ subject: z.string(), id: z.string() });

export const noticeLife = noticeView
  .extend({
    ...noticeKey.shape,
    statusName: z.string().meta({ description: '现在怎样了', example: '没有送到' }),
    townshipName: z.string().meta({ description: '哪个乡镇的事' }),
    failure: z.string().optional().meta({ description: '没有送到的原因归哪一类' }),
    attempts: z
      .array(
        z.object({
          at: instant,
          provider: z.string(),
          result: z.string().meta({ description: '短信平台怎么答的,或回执怎么说的', example: '平台已收下' }),
          reason: z.string().optional(),
        }),
      )
      .meta({ description: '交给短信平台的经过和没送到的回执,按先后' }),
    resent: z.int().optional().meta({ description: '手机没接通,又重发了几次' }),
    deliveredAt: instant.optional().meta({ description: '送达或电话告知的时间' }),
    together: z.array(noticeKey).optional().meta({ description: '同一个人的这几条和它并成了一条短信' }),
    into: noticeKey
      .extend({ status: noticeStatus.optional(), statusName: z.string().optional() })
      .optional()
      .meta({ description: '并进了哪一条,那一条现在怎样' }),
    callBack: z
      .object({
        id: z.string(),
        status: z.enum(['open', 'done', 'given-up', 'cancelled']),
        statusName: z.string(),
        attempts: z.array(
          z.object({
            at: instant,
            by: z.string(),
            result: callResults,
            resultName: z.string(),
            note: z.string().optional(),
          }),
        ),
      })
      .optional()
      .meta({ description: '热线的回拨' }),
  })
  .meta({ id: 'NoticeLife' });

export const noticePage = z.object({ items: z.array(noticeLife), cursor: z.string().optional() });

export const noticeWords = z
  .object({
    text: z.string().meta({ description: '发出的原文' }),
    sent: z.boolean().meta({ description: '已经发出;没有发出的是将要发的' }),
  })
  .meta({ id: 'NoticeWords' });
