import * as z from 'zod';
import type { Bytes } from '../bytes.ts';

/** A binary attribute. Copied, since the SDK may hand over a view of a larger buffer. */
export const bytes = z.instanceof(Uint8Array).transform((value): Bytes => new Uint8Array(value));

/** The two key attributes of all tables but the ledger. */
export const keyed = z.object({ p: z.string(), s: z.string() });

/** Nothing stands under this key yet. */
export const ABSENT = { expression: 'attribute_not_exists(p)' } as const;

/** The epoch second at which DynamoDB may delete a row; undefined: never. */
export const epochSecond = (instant: number | undefined) =>
  instant === undefined ? undefined : Math.ceil(instant / 1000);

/** A version below ours stands there, and so nobody was faster. */
export const versionBefore = (version: number) => ({
  expression: version === 1 ? 'attribute_not_exists(p)' : 'v = :before',
  ...(version > 1 && { values: { ':before': version - 1 } }),
});

/** Sorts as text in the order of instants: 15 digits last for thirty thousand years. */
export const padded = (instant: number) => String(instant).padStart(15, '0');
