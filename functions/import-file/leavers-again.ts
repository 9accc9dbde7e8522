import { type NewestRow, SHARDS } from '../shared/newest.ts';
import type { HeldUpload } from './held-upload.ts';
import type { ImportPorts } from './ports.ts';
import { rowEventId, scopeOf } from './row-events.ts';
import { storeEntries } from './store-entries.ts';
import { backTo, retraction } from './take-back-chunk.ts';

/** Puts those on the list again whom a full list that is withdrawn had ended; false where time was up before all were. */
export async function listLeaversAgain(ports: ImportPorts, held: HeldUpload, until: number): Promise<boolean> {
  await held.saveForLong();
  const scope = scopeOf(ports, held.upload);
  for (let shard = 0; shard < SHARDS; shard++) {
    for await (const page of ports.newest.all(scope, shard)) {
      const ended = page.filter(({ upload, row }) => upload === held.upload.id && row === 0);
      for (let start = 0; start < ended.length; start += ports.chunkRows) {
        if (ports.clock.now() >= until) return false;
        await listThese(ports, held, ended.slice(start, start + ports.chunkRows));
      }
    }
  }
  return true;
}

async function listThese(ports: ImportPorts, held: HeldUpload, ended: readonly NewestRow[]): Promise<void> {
  const { upload } = held;
  const entries = ended.map(({ key }) => retraction(ports, upload, rowEventId({ upload: upload.id, row: 0 }, key)));
  await storeEntries(ports, held, entries);
  held.stillHeld();
  await ports.newest.put(
    scopeOf(ports, upload),
    ended.flatMap(({ key, before }) => (before ? [backTo(ports.hasher, key, before)] : [])),
  );
  await held.saveForLong({ tries: 0 });
}
