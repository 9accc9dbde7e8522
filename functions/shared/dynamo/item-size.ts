/** What an attribute may hold. Numbers are DynamoDB numbers: what is written here fits a double. */
export type Value = string | number | boolean | Uint8Array;

/**
 * Bytes of an item as DynamoDB counts them: each name in UTF-8, text in UTF-8, binary as it is, a number about one byte for
 * two digits and one more, a boolean one byte. Source: Developer Guide, “DynamoDB item sizes and formats”.
 */
export function itemSize(item: Readonly<Record<string, unknown>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

/** Write units of one item outside a transaction: one for each started KiB. */
export const writeUnits = (item: Readonly<Record<string, unknown>>) => Math.max(1, Math.ceil(itemSize(item) / 1024));

function valueSize(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.length;
  if (typeof value === 'number') return numberSize(value);
  return 1;
}

/** Zeros at both ends are free; a sign costs a byte. */
function numberSize(value: number): number {
  const digits = String(Math.abs(value))
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (value < 0 ? 1 : 0);
}
