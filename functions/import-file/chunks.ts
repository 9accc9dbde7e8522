import type { SheetRow } from '../shared/sheets/read-rows.ts';
import type { RowLines } from './row-lines.ts';
import type { DataRow, SheetFollower } from './sheet-follower.ts';

/**
 * The rows behind the first `done`, in chunks that always begin at the same rows, wherever the reading was cut before. Rows that do not
 * fill a chunk before the follower stops are left for when it goes on.
 */
export async function* chunksOf(
  batches: AsyncIterable<readonly SheetRow[]>,
  follower: SheetFollower,
  lines: RowLines,
  { done, size }: { done: number; size: number },
): AsyncGenerator<readonly DataRow[]> {
  let waiting: DataRow[] = [];
  const gather = (followed: ReturnType<SheetFollower['push']>) => {
    for (const line of followed) {
      if (line.kind !== 'row') continue;
      lines.remember(line);
      if (line.row > done) waiting.push(line);
    }
  };
  for await (const batch of batches) {
    gather(follower.push(batch));
    while (waiting.length >= size) {
      yield waiting.slice(0, size);
      waiting = waiting.slice(size);
    }
    if (follower.stopped) return;
  }
  gather(follower.end());
  while (waiting.length >= size) {
    yield waiting.slice(0, size);
    waiting = waiting.slice(size);
  }
  if (waiting.length > 0 && !follower.stopped) yield waiting;
}
