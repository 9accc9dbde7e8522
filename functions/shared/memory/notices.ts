import { deliveryCounts, isTroubled } from '../../../domain/delivery.ts';
import type { Notice } from '../../../domain/notice.ts';
import { dayOf } from '../../../domain/shanghai-day.ts';
import type { NoticeKey, Notices, Troubled } from '../notices.ts';
import type { MemoryCounters } from './counters.ts';
import { entryOf } from './entry-of.ts';

/** What a warning's commit needs beside the port: both take effect at once, as parts of one step. */
export interface MemoryNotices extends Notices {
  keep(notices: readonly Notice[]): void;
  point(queue: string, keys: readonly NoticeKey[]): void;
}

export function memoryNotices(counters: MemoryCounters): MemoryNotices {
  /** subject → id → notice */
  const subjects = new Map<string, Map<string, Notice>>();
  /** queue → pointer → key */
  const queues = new Map<string, Map<string, NoticeKey>>();

  const troubles: Troubled[] = [];

  const standing = ({ subject, id }: NoticeKey) => subjects.get(subject)?.get(id);
  const replace = (notice: Notice) => subjects.get(notice.subject)?.set(notice.id, Object.freeze(notice));

  const notices: MemoryNotices = {
    keep(given) {
      for (const notice of given) {
        const ofSubject = entryOf(subjects, notice.subject, () => new Map<string, Notice>());
        if (!ofSubject.has(notice.id)) ofSubject.set(notice.id, Object.freeze({ ...notice }));
      }
    },
    point(queue, keys) {
      const pointers = entryOf(queues, queue, () => new Map<string, NoticeKey>());
      for (const { subject, id } of keys) pointers.set(pointer({ subject, id }), { subject, id });
    },
    put: async (given) => notices.keep(given),
    get: async (key) => standing(key),
    of: async (subject) => [...(subjects.get(subject)?.values() ?? [])],
    async claim(key, { at, parts, ...claim }) {
      const notice = standing(key);
      if (notice?.status !== 'queued' || notice.together?.parts.length !== parts) return notice?.status;
      replace({ ...notice, ...claim, status: 'calling', claimedAt: at });
      return 'claimed';
    },
    async settle(key, from, { at, attempt, ofClaim, byCall, ...settlement }) {
      const notice = standing(key);
      if (!notice || !from.includes(notice.status)) return false;
      if (ofClaim !== undefined && notice.claimedAt !== ofClaim) return false;
      const attempts = attempt && { attempts: [...(notice.attempts ?? []), attempt] };
      replace({ ...notice, ...settlement, ...attempts, settledAt: at });
      const settled = { status: settlement.status, detail: settlement.detail, attempt, byCall };
      counters.count(key.township, dayOf(at), deliveryCounts(key, settled));
      if (isTroubled(key, settled)) troubles.push({ ...keyOf(key), township: key.township, at });
      return true;
    },
    troubled: async (day, area) =>
      troubles
        .filter(({ township, at }) => township.startsWith(area) && dayOf(at) === day)
        .toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)),
    async join({ carrier, parts, together }, at, detail) {
      const all = [carrier, ...parts].map(standing);
      const free = (notice: Notice | undefined) =>
        (notice?.status === 'queued' || notice?.status === 'held') &&
        notice.claimedAt === undefined &&
        notice.together === undefined;
      if (!all.every(free)) return false;
      const into = { subject: carrier.subject, id: carrier.id };
      const [first, ...others] = all.flatMap((notice) => notice ?? []);
      if (first) replace({ ...first, status: 'queued', together });
      for (const other of others) replace({ ...other, status: 'sent', settledAt: at, detail, into });
      return true;
    },
    waiting: async (queue) => [...(queues.get(queue)?.values() ?? [])],
    wait: async (queue, keys) => notices.point(queue, keys),
    async release(queue, keys) {
      for (const key of keys) queues.get(queue)?.delete(pointer(key));
    },
  };
  return notices;
}

const keyOf = ({ subject, id }: NoticeKey) => ({ subject, id });
const pointer = ({ subject, id }: NoticeKey) => `${subject}|${id}`;
