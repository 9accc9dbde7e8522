import { type EventName, eventNames, nameOf } from './events/schemas.ts';
import { type Day, dayOf } from './shanghai-day.ts';
import type { Upload } from './upload.ts';

/** What became of what a department sent: sent = accepted + unchanged + duplicate + rejected, always. */
export interface SentSums {
  sent: number;
  accepted: number;
  /** Rows of files equal to what stood before; what comes by itself is never `unchanged`. */
  unchanged: number;
  duplicate: number;
  rejected: number;
}

/** An event type; `unknown` where what was sent named none. */
export type SentType = EventName | 'unknown';

/** What a department sent of one type on one day by one way. */
export interface DaySent extends SentSums {
  day: Day;
  type: SentType;
  via: 'api' | 'file';
  /** Files that were read through. */
  files: number;
}

/** What became of one event of a request; a conflict or something forbidden was not taken, and so is rejected like what is wrong. */
export type Received = 'accepted' | 'duplicate' | 'rejected';
const FATES = ['accepted', 'duplicate', 'rejected'] as const satisfies readonly Received[];

/** The type that an event says it has, whatever else is wrong with it. */
export function sentType(event: unknown): SentType {
  const type = typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined;
  return (typeof type === 'string' ? nameOf(type) : undefined) ?? 'unknown';
}

/** Counters of a day, `medical-expense#accepted` → 12, from what became of each event. */
export function receivedCounts(received: readonly { type: SentType; fate: Received }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type, fate } of received) {
    const name = `${type}#${fate}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** A day's counters read back. Names that are none of ours are passed over. */
export function sentByApi(day: Day, counts: Readonly<Record<string, number>>): DaySent[] {
  const types: readonly SentType[] = [...eventNames.options, 'unknown'];
  return types.flatMap((type): DaySent[] => {
    const [accepted = 0, duplicate = 0, rejected = 0] = FATES.map((fate) => counts[`${type}#${fate}`] ?? 0);
    const sent = accepted + duplicate + rejected;
    return sent === 0 ? [] : [{ day, type, via: 'api', sent, accepted, unchanged: 0, duplicate, rejected, files: 0 }];
  });
}

/**
 * What a file brought so far, on the day on which it was announced. A trial stored nothing, and of a file that was taken back nothing
 * counts any more.
 */
export function sentByFile({ type, createdAt, dryRun, status, rows }: Upload): DaySent | undefined {
  if (dryRun || status === 'withdrawing' || status === 'withdrawn') return undefined;
  const { read, ...fates } = rows;
  const files = status === 'done' ? 1 : 0;
  return read + files === 0 ? undefined : { day: dayOf(createdAt), type, via: 'file', sent: read, ...fates, files };
}

export const nothingSent = (): SentSums => ({ sent: 0, accepted: 0, unchanged: 0, duplicate: 0, rejected: 0 });

export function sumOf(all: readonly SentSums[]): SentSums {
  const sums = nothingSent();
  for (const each of all) {
    sums.sent += each.sent;
    sums.accepted += each.accepted;
    sums.unchanged += each.unchanged;
    sums.duplicate += each.duplicate;
    sums.rejected += each.rejected;
  }
  return sums;
}

/** One line a day, type and way: several files of a day are one. The newest day first, then as the types are listed. */
export function byDay(all: readonly DaySent[]): DaySent[] {
  const order: readonly string[] = [...eventNames.options, 'unknown'];
  const lines = Map.groupBy(all, ({ day, type, via }) => `${day}#${type}#${via}`);
  return [...lines.values()]
    .flatMap((line) => {
      const [first] = line;
      return first ? [{ ...first, ...sumOf(line), files: line.reduce((sum, { files }) => sum + files, 0) }] : [];
    })
    .sort((a, b) => (a.day === b.day ? order.indexOf(a.type) - order.indexOf(b.type) : a.day < b.day ? 1 : -1));
}
