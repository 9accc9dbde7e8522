import * as z from 'zod';
import { statusSchema } from '../../domain/warning.ts';

const text = z.object({ S: z.string() }).transform(({ S }) => S);

/** The unsealed part of a warning's row, as a stream record carries it. `ot` is there only while the warning is open. */
const image = z.object({
  p: text,
  s: z.object({ S: z.string().regex(/^W#\d{5}$/) }).transform(({ S }) => Number(S.slice(2))),
  v: z.object({ N: z.string().regex(/^\d+$/) }).transform(({ N }) => Number(N)),
  lv: text,
  st: text.pipe(statusSchema),
  ot: text.optional(),
});
type Image = z.output<typeof image>;

export const streamRecord = z.object({
  dynamodb: z.object({ SequenceNumber: z.string(), NewImage: image, OldImage: image.optional() }),
});

/** What other systems are told of a warning: ids, codes and state. Who it is about, and why, they ask the API. */
export interface WarningChange {
  readonly id: string;
  readonly subject: string;
  /** The peak level's key in the province's profile. */
  readonly level: string;
  readonly status: string;
  /** The nine-digit township that works it; unknown only of one that was closed before. */
  readonly township?: string;
  /** Rises with every change: of two messages the higher one holds, whichever came last. */
  readonly version: number;
}

/** Undefined where nothing changed of what other systems are told: a new score, a step of the ladder. */
export function changeOf(now: Image, before: Image | undefined): WarningChange | undefined {
  if (before && now.lv === before.lv && now.st === before.st && now.ot === before.ot) return undefined;
  const township = now.ot ?? before?.ot;
  return {
    id: `${now.p}.${now.s}`,
    subject: now.p,
    level: now.lv,
    status: now.st,
    ...(township !== undefined && { township }),
    version: now.v,
  };
}
