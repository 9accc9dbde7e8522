import { chineseDate, dayOf } from './shanghai-day.ts';
import { sheetWordings } from './sheets/wordings/by-type.ts';
import type { Upload } from './upload.ts';

/**
 * Whether `other`, of the same department and area, was read after this file and still counts. What it said again was not stored
 * again, so that taking this one back would take back what that one says, too.
 */
export const buildsOn = (other: Upload, { id, type, readAt = 0 }: Upload): boolean =>
  other.id !== id &&
  other.type === type &&
  !other.dryRun &&
  other.status !== 'withdrawn' &&
  (other.readAt ?? 0) > readAt &&
  other.rows.read > other.rows.rejected;

/** Why a file stays, for whoever wants to take it back: by type and day, for people write names into the name of a file. */
export function staysBelow({ type, createdAt }: Upload): string {
  const day = chineseDate(dayOf(createdAt));
  return `没有撤回:这之后又收过${day}报的“${sheetWordings[type].title}”,它是接着这一份算的。请先撤回后面报的,再撤回这一份`;
}
