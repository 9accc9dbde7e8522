import type { NewestRow, RowPlace } from '../shared/newest.ts';

/** What becomes of a row that is right in itself, by what was known of the same thing before. */
export type Judgement =
  /** New or other than before. */
  | { kind: 'new' }
  | { kind: 'accepted' | 'unchanged' /** Known as such from an earlier try. */; again: boolean }
  | { kind: 'duplicate' }
  /** Another row of the same file says something else of the same thing. */
  | { kind: 'contradicts'; row: number };

/** `known`: the newest row of the same business key, rows before this one counted in. */
export function judgeRow(known: NewestRow | undefined, place: RowPlace, digest: string): Judgement {
  if (!known) return { kind: 'new' };
  const named = namedBy(known);
  if (named.upload !== place.upload)
    return known.digest === digest ? { kind: 'unchanged', again: false } : { kind: 'new' };
  if (named.row === place.row) return { kind: known.seen ? 'unchanged' : 'accepted', again: true };
  return known.digest === digest ? { kind: 'duplicate' } : { kind: 'contradicts', row: named.row };
}

/** The row that spoke of it last, whether it changed something or not. */
export const namedBy = ({ upload, row, seen }: NewestRow): RowPlace => seen ?? { upload, row };
