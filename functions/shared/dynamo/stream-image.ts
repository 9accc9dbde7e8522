import * as z from 'zod';
import type { StoredItem } from './table.ts';

/** An attribute as Lambda hands it over: binary is base64 text there, unlike in the SDK. */
const attribute = z.union([
  z.object({ S: z.string() }).transform(({ S }) => S),
  z.object({ N: z.string() }).transform(({ N }) => Number(N)),
  z.object({ BOOL: z.boolean() }).transform(({ BOOL }) => BOOL),
  z.object({ B: z.string() }).transform(({ B }) => new Uint8Array(Buffer.from(B, 'base64'))),
]);
const image = z.record(z.string(), attribute);

/** The item of a stream record's `NewImage`. Throws a ZodError on anything that is none. */
export const streamImage = (value: unknown): StoredItem => image.parse(value);
