import { dayOf } from '../../domain/shanghai-day.ts';
import { fileSource, type Upload } from '../../domain/upload.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { type NewestRow, SHARDS } from '../shared/newest.ts';
import { endedRoster, LEFT } from './ended-roster.ts';
import type { HeldUpload } from './held-upload.ts';
import { namedBy } from './judge-row.ts';
import type { ImportPorts } from './ports.ts';
import { scratchScope } from './remembered-rows.ts';
import { fileTime, madeEntry, rowEventId, scopeOf } from './row-events.ts';
import { storeEntries } from './store-entries.ts';

/** So many may leave without anybody being asked, and so many of a hundred of those who were on the list. */
const FEW = 20;
const FEW_PERCENT = 5;
const SHARDS_AT_ONCE = 8;

type LeaverPorts = Pick<ImportPorts, 'newest' | 'hasher'>;

/** How many the list no longer names, of how many that stood on it before. Reads all that is remembered, about half a read unit for twenty people. */
export async function countLeaving(ports: LeaverPorts, upload: Upload): Promise<{ leaving: number; before: number }> {
  const counts = await inParallel(SHARDS_AT_ONCE, shards, async (shard) => {
    let [leaving, before] = [0, 0];
    for await (const page of ports.newest.all(scopeOf(ports, upload), shard)) {
      const gone = (await unnamed(ports, upload, page)).length;
      leaving += gone;
      before += gone + page.filter((row) => isNamed(upload, row) && stoodBefore(ports, upload, row)).length;
    }
    return { leaving, before };
  });
  return counts.reduce((all, each) => ({ leaving: all.leaving + each.leaving, before: all.before + each.before }));
}

const shards = Array.from({ length: SHARDS }, (_, shard) => shard);
const isNamed = ({ id }: Pick<Upload, 'id'>, row: NewestRow) => namedBy(row).upload === id;

function stoodBefore({ hasher }: LeaverPorts, { id }: Upload, { upload, before }: NewestRow): boolean {
  return upload !== id || (before !== undefined && before.digest !== hasher.contentDigest(LEFT));
}

/** Those of a page who are on the list so far and whom this file does not name. A trial marks whom it names beside what stands. */
async function unnamed(ports: LeaverPorts, upload: Upload, page: readonly NewestRow[]): Promise<NewestRow[]> {
  const open = page.filter((row) => !row.left && !isNamed(upload, row));
  if (!upload.dryRun) return open;
  const named = await ports.newest.get(
    scratchScope(ports, upload),
    open.map(({ key }) => key),
  );
  return open.filter(({ key }) => !named.has(key));
}

/**
 * Ends those whom a full list leaves out: the same data once more, every open category until the day of reading. How many are
 * meant is settled first and once; where they are many, its sender is asked. Whoever was ended carries this upload's mark, so
 * that after a cut only the rest is found. Write units: two and a sixtieth for each person, as for a row.
 */
export async function endLeavers(
  ports: ImportPorts,
  held: HeldUpload,
  until: number,
): Promise<'ended' | 'asked' | 'more'> {
  if (!held.upload.leavingConfirmed) {
    await held.saveForLong();
    const { leaving, before } = await countLeaving(ports, held.upload);
    if (leaving > Math.max(FEW, (before * FEW_PERCENT) / 100)) {
      await held.leaveIn('asking-leaving', { leaving });
      return 'asked';
    }
    await held.save({ leaving, leavingConfirmed: true });
  }
  await held.saveForLong();
  for (const shard of shards) {
    for await (const page of ports.newest.all(scopeOf(ports, held.upload), shard)) {
      const gone = await unnamed(ports, held.upload, page);
      for (let start = 0; start < gone.length; start += ports.chunkRows) {
        if (ports.clock.now() >= until) return 'more';
        await endThese(ports, held, gone.slice(start, start + ports.chunkRows));
      }
    }
  }
  return 'ended';
}

async function endThese(ports: ImportPorts, held: HeldUpload, gone: readonly NewestRow[]): Promise<void> {
  const { upload } = held;
  const keyOf = (row: NewestRow) => ports.hasher.eventKey(fileSource(upload), rowEventId(row, row.key));
  const said = await ports.ledger.get(gone.map(keyOf));
  const day = dayOf(upload.readAt ?? 0);
  const entries = gone.flatMap((row) => {
    // What the ledger no longer keeps is no longer counted either; the person is only taken off the list.
    const data = said.get(keyOf(row))?.data;
    if (data === undefined) return [];
    const id = rowEventId({ upload: upload.id, row: 0 }, row.key);
    return [madeEntry(ports, upload, { name: 'roster', id, time: fileTime(upload), data: endedRoster(data, day) })];
  });
  await storeEntries(ports, held, entries);
  held.stillHeld();
  const digest = ports.hasher.contentDigest(LEFT);
  await ports.newest.put(
    scopeOf(ports, upload),
    gone.map(({ key, digest: was, upload: by, row }) => ({
      key,
      digest,
      upload: upload.id,
      row: 0,
      left: true,
      before: { digest: was, upload: by, row },
    })),
  );
  await held.saveForLong({ tries: 0 });
}
