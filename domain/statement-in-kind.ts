/** Aid in kind is never turned into money: it is added up thing by thing. */

interface Thing {
  readonly name: string;
  readonly unit: string;
}

/** Quantities are counted in thousandths, so that 0.1 and 0.2 kilograms make 0.3. */
const SCALE = 1000;
const QUANTITY = /^(?<name>.*?[^\d.\s])\s*(?<amount>\d{1,9}(?:\.\d{1,3})?)\s*(?<unit>[^\d\s]\D*)?$/u;
const SEPARATORS = /[、;\uff1b+\uff0b]|[,\uff0c](?!\d)/u;

/** One thing given, or with `sign` -1 taken back: 棉被2床、大米10公斤. */
export interface InKindEntry {
  readonly text: string;
  readonly sign: 1 | -1;
}

/**
 * The things of many entries added up, each kind once, in the order they first come: 棉被3床. What has no
 * figure in it stands as it is written, with how often it came; what was taken back beyond what was given says so.
 */
export function sumInKind(entries: readonly InKindEntry[]): string[] {
  const sums = new Map<string, { thing: Thing; quantity: number }>();
  for (const entry of entries) {
    for (const { thing, quantity } of partsOf(entry.text)) {
      const key = `${thing.name}\n${thing.unit}`;
      sums.set(key, { thing, quantity: (sums.get(key)?.quantity ?? 0) + entry.sign * quantity });
    }
  }
  return [...sums.values()].flatMap(({ thing, quantity }) => (quantity === 0 ? [] : [textOf(thing, quantity)]));
}

function partsOf(text: string): { thing: Thing; quantity: number }[] {
  const parts = text.split(SEPARATORS).map((part) => part.trim());
  return parts.filter((part) => part !== '').map(partOf);
}

function partOf(text: string): { thing: Thing; quantity: number } {
  const groups = QUANTITY.exec(text.normalize('NFKC'))?.groups;
  const name = groups?.['name']?.trim();
  if (name === undefined) return { thing: { name: text, unit: '' }, quantity: SCALE };
  const quantity = Math.round(Number(groups?.['amount']) * SCALE);
  return { thing: { name, unit: groups?.['unit'] ?? '' }, quantity };
}

function textOf(thing: Thing, quantity: number): string {
  const amount = Math.abs(quantity) / SCALE;
  const plain = thing.unit === '' && amount === 1 ? thing.name : `${thing.name}${amount}${thing.unit || '份'}`;
  return quantity < 0 ? `退回${plain}` : plain;
}
