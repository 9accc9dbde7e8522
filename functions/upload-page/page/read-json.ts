/** An answer is not what this page was made for, as after a renewal of the hub: loading the page anew brings the one that fits. */
export class UnknownAnswer extends Error {
  override readonly name = 'UnknownAnswer';
}

export type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function fields(value: unknown): Fields {
  if (!isFields(value)) throw new UnknownAnswer('an object was expected');
  return value;
}

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new UnknownAnswer('a text was expected');
  return value;
}

export function count(value: unknown): number {
  if (typeof value !== 'number') throw new UnknownAnswer('a number was expected');
  return value;
}

export const yes = (value: unknown): boolean => value === true;

export function list<T>(value: unknown, item: (value: unknown) => T): readonly T[] {
  if (!Array.isArray(value)) throw new UnknownAnswer('a list was expected');
  return value.map(item);
}

/** The value where it is there at all; null counts as absent. */
export const perhaps = <T>(value: unknown, read: (value: unknown) => T): T | undefined =>
  value === undefined || value === null ? undefined : read(value);

export function texts(value: unknown): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, each] of Object.entries(fields(value))) found[name] = text(each);
  return found;
}

export function word<T extends string>(value: unknown, words: readonly T[]): T {
  const found = words.find((each) => each === value);
  if (found === undefined) throw new UnknownAnswer('an unknown word');
  return found;
}
