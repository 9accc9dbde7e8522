import {
  type DaySent,
  type Received,
  receivedCounts,
  type SentType,
  sentByApi,
  sentByFile,
} from '../../domain/department-totals.ts';
import { addMonths, type Day, dayOf, monthOf } from '../../domain/shanghai-day.ts';
import { areaOf, type Upload, uploadSubject } from '../../domain/upload.ts';
import type { Counters } from './counters.ts';
import type { Tasks } from './tasks.ts';

/** A department within one area, 2 to 12 digits. */
export interface Whose {
  department: string;
  area: string;
}

export interface TotalsPorts {
  counters: Pick<Counters, 'days'>;
  uploads: Pick<Tasks<Upload>, 'of'>;
}

/** Adds what became of one request's events to the department's day. One unit, however many they are. */
export async function countReceived(
  counters: Pick<Counters, 'add'>,
  whose: Whose,
  received: readonly { type: SentType; fate: Received }[],
  now: number,
): Promise<void> {
  await counters.add(partitionOf(whose), dayOf(now), receivedCounts(received));
}

/** All that a department sent on the days `from`..`to`: what came by itself was counted as it came, what came in files is in their jobs. */
export async function sentIn({ counters, uploads }: TotalsPorts, whose: Whose, from: Day, to: Day): Promise<DaySent[]> {
  const files = monthsOf(from, to).map((month) =>
    uploads.of(uploadSubject({ ...whose, area: areaOf(whose.area) }, month)),
  );
  const [days, ...jobs] = await Promise.all([counters.days(partitionOf(whose), from, to), ...files]);
  return [
    ...days.flatMap(({ day, counts }) => sentByApi(day, counts)),
    ...jobs.flat().flatMap((upload) => sentByFile(upload) ?? []),
  ].filter(({ day }) => from <= day && day <= to);
}

/** Among the counters of townships, which are nine digits. */
const partitionOf = ({ department, area }: Whose) => `D#${department}#${areaOf(area)}`;

/** The first day of each month that the days touch. */
function monthsOf(from: Day, to: Day): Day[] {
  const months: Day[] = [];
  for (let first = `${monthOf(from)}-01`; first <= to; first = addMonths(first, 1)) months.push(first);
  return months;
}
