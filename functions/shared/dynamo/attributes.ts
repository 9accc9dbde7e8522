import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Bytes } from '../bytes.ts';
import { SafeError } from '../safe-error.ts';
import type { Item } from './table.ts';

/** Attribute values as the SDK wants them. */
export const text = (value: string): AttributeValue => ({ S: value });
export const number = (value: number): AttributeValue => ({ N: String(value) });
export const binary = (value: Bytes): AttributeValue => ({ B: value });

/** What an attribute holds, read strictly: a row that is not what we wrote is a defect, and is named by its table. */
export const asText = z.object({ S: z.string() }).transform(({ S }) => S);
export const asNumber = z.object({ N: z.string() }).transform(({ N }) => Number(N));
export const asBytes = z.object({ B: z.instanceof(Uint8Array) }).transform(({ B }): Bytes => new Uint8Array(B));

/** Parses a row; throws an error that names the table and the attributes, never the values. */
export function readRow<S extends z.ZodType>(schema: S, item: Item, table: string): z.output<S> {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new SafeError('row-unreadable', `a row of ${table} is not readable: ${paths}`);
}

/** The same for what was sealed inside a row. */
export function readSealed<S extends z.ZodType>(schema: S, value: unknown, table: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new SafeError('row-unreadable', `a sealed document of ${table} is not readable: ${paths}`);
}
