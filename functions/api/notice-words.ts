import type * as z from 'zod';
import type { callResults } from '../../domain/call-standing.ts';
import type { NoticeStatus } from '../../domain/notice.ts';
import type { SendingAttempt } from '../../domain/sending-attempt.ts';
import type { CallBack } from '../shared/calls.ts';

const statuses: Readonly<Record<NoticeStatus, string>> = {
  queued: '待发',
  held: '等到早上再发',
  calling: '正在发',
  sent: '已发出',
  delivered: '已送达',
  failed: '没有送到',
  unknown: '结果不明',
  cancelled: '已取消',
};
export const statusName = (status: NoticeStatus): string => statuses[status];

const attempts: Readonly<Record<SendingAttempt['result'], string>> = {
  sent: '平台已收下',
  busy: '平台太忙,没有收',
  'not-sent': '平台查到没有发出',
  refused: '平台没有收',
  unknown: '平台没有答复',
  unreachable: '回执:手机没接通',
  failed: '回执:没有送到',
};
export const attemptName = (result: SendingAttempt['result']): string => attempts[result];

const calls: Readonly<Record<CallBack['status'], string>> = {
  open: '待回拨',
  done: '回拨已结束',
  'given-up': '几次都没联系上',
  cancelled: '短信后来送到了,不用再打',
};
export const callStatusName = (status: CallBack['status']): string => calls[status];

const results: Readonly<Record<z.output<typeof callResults>, string>> = {
  reached: '联系上了',
  'no-answer': '没有人接',
  'wrong-number': '号码不对',
  'other-person': '不是本人',
  refused: '不愿接听',
};
export const callResultName = (result: z.output<typeof callResults>): string => results[result];
