import * as z from 'zod';
import { statusSchema, warningId } from '../../domain/warning.ts';

/** What other systems are told of a warning: ids, codes and state. Who it is about, and why, they ask the API. */
export interface WarningChange {
  readonly id: string;
  readonly subject: string;
  /** The peak level's key in the province's profile. */
  readonly level: string;
  readonly status: string;
  /** Nine digits; zero-padded where the place is known no nearer than the county. */
  readonly township: string;
  /** Rises with every change: of two messages the higher one holds, whichever came last. */
  readonly version: number;
}

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const cycle = z.object({ S: z.string().regex(/^W#\d{5}$/) }).transform(({ S }) => Number(S.slice('W#'.length)));
const version = z.object({ N: z.string().regex(/^\d+$/) }).transform(({ N }) => Number(N));

/**
 * The unsealed part of a warning's row, as a stream record carries it. The township stands in `ot` while the warning is open,
 * which puts the row into the index of open ones, and in `tw` once it is closed.
 */
const image = z
  .union([
    z.object({ p: text, s: cycle, v: version, lv: text, st: text.pipe(statusSchema), ot: text }),
    z.object({ p: text, s: cycle, v: version, lv: text, st: text.pipe(statusSchema), tw: text }),
  ])
  .transform(
    (row): WarningChange => ({
      id: warningId(row.p, row.s),
      subject: row.p,
      level: row.lv,
      status: row.st,
      township: 'ot' in row ? row.ot : row.tw,
      version: row.v,
    }),
  );

export const streamRecord = z.object({
  dynamodb: z.object({ SequenceNumber: z.string(), NewImage: image, OldImage: image.optional() }),
});

/** False where only what is told nobody has changed: a score, a step of the ladder. */
export const isNews = (now: WarningChange, before: WarningChange | undefined): boolean =>
  now.level !== before?.level || now.status !== before.status || now.township !== before.township;
