/** What an attribute may hold. Numbers are DynamoDB numbers: what is written here fits a double. */
export type Value = string | number | boolean | Uint8Array | readonly Value[] | { readonly [name: string]: Value };

/**
 * Bytes of an item as DynamoDB counts them: each name in UTF-8, text in UTF-8, binary as it is, a number about one byte for
 * two digits and one more, a boolean one byte, a list or map three bytes and one more for each member. Source: Developer Guide, “DynamoDB item sizes and formats”.
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
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + 1 + valueSize(each), NESTED);
  if (typeof value === 'object' && value !== null)
    return NESTED + Object.keys(value).length + itemSize(Object.fromEntries(Object.entries(value)));
  return 1;
}

/** What a list or a map takes, empty or not. */
const NESTED = 3;

/** Zeros at both ends are free; a sign costs a byte. */
function numberSize(value: number): number {
  const digits = String(Math.abs(value))
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (value < 0 ? 1 : 0);
}
