import type { Province } from '../province.ts';

/** Something in a province's files that is wrong or worth knowing: where, and in Chinese what would be right. */
export interface Finding {
  /** Whose keys and indexes `path` counts. */
  file: 'profile' | 'offices' | 'calendar';
  path: readonly (string | number)[];
  message: string;
}

/** An error stops synth; a warning is shown and the hub works. */
export interface Found extends Finding {
  severity: 'error' | 'warning';
}

/** One kind of rule about what one part of a province says of another. */
export type Check = (province: Province) => Iterable<Found>;

type Path = Finding['path'];
export const error = (path: Path, message: string, file: Finding['file'] = 'profile'): Found => ({
  severity: 'error',
  file,
  path,
  message,
});
export const warning = (path: Path, message: string, file: Finding['file'] = 'profile'): Found => ({
  severity: 'warning',
  file,
  path,
  message,
});

/** Entries of a list that say a key again. */
export function* repeated(list: readonly string[], at: (index: number) => Path): Generator<Found> {
  for (const [index, key] of list.entries())
    if (list.indexOf(key) < index) yield error(at(index), `“${key}”前面已经写过,不能重复`);
}

/** References that lead nowhere; the message lists where they could lead. */
export function* unknown(
  list: readonly string[],
  known: readonly string[],
  what: string,
  at: (index: number) => Path,
): Generator<Found> {
  for (const [index, key] of list.entries())
    if (!known.includes(key)) yield error(at(index), `没有${what}“${key}”,只能写:${known.join('、')}`);
}
