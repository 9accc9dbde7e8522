import type { NoticeKey } from './notices.ts';

/** Which sending of which notice: 0 is the first, 1 the first one anew. */
export interface Sending extends NoticeKey {
  resent: number;
}

/**
 * Our own reference of one sending, `subject/id` or `subject/id#2` for the second: what a provider is asked by, and what its receipts
 * echo. A try that certainly sent nothing keeps its reference; only what goes out anew gets another.
 */
export const smsReference = ({ subject, id, resent }: Sending): string =>
  `${subject}/${id}${resent > 0 ? `#${resent + 1}` : ''}`;

/** The sending that a reference names; undefined where it is none of ours. */
export function sendingOf(reference: string): Sending | undefined {
  const [, subject, id, nth = '1'] = /^(.+)\/([^/#]+)(?:#([2-9]))?$/.exec(reference) ?? [];
  return subject === undefined || id === undefined ? undefined : { subject, id, resent: Number(nth) - 1 };
}
