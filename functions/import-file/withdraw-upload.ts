import { staysBelow } from '../../domain/later-upload.ts';
import { correctedKey, incomingPrefix, rejectedPrefix } from '../../domain/upload-parts.ts';
import { readOnTopOf } from '../shared/upload-lane.ts';
import type { HeldUpload } from './held-upload.ts';
import { listLeaversAgain } from './leavers-again.ts';
import type { ImportPorts } from './ports.ts';
import type { Slice } from './read-upload.ts';
import { takeBackChunk } from './take-back-chunk.ts';

const SLICE_MS = 400_000;

/**
 * Takes back all that a file stored, the last chunk first, and puts back what was remembered before it. The chunk behind the last
 * checkpoint is looked at as well: a worker may have been cut in it. Works from the ledger: the file itself may be gone long since.
 */
export async function withdrawUpload(ports: ImportPorts, held: HeldUpload): Promise<Slice> {
  const until = ports.clock.now() + SLICE_MS;
  // Whoever asked was told so already; this one was read since.
  const [later] = await readOnTopOf(ports, held.upload);
  if (later) {
    await held.leaveIn('done', { why: staysBelow(later) });
    return 'rests';
  }
  if (held.upload.leaving !== undefined && !(await listLeaversAgain(ports, held, until))) return letGo(held);
  for (let chunk = held.upload.chunks; chunk >= 0; chunk--) {
    if (ports.clock.now() >= until) return letGo(held);
    const withdrawn = held.upload.withdrawn + (await takeBackChunk(ports, held, chunk));
    if (chunk > 0) await held.save({ withdrawn, chunks: chunk - 1, tries: 0 });
    else await held.leaveIn('withdrawn', { withdrawn, corrected: false });
  }
  const { id } = held.upload;
  for (const prefix of [incomingPrefix({ id }), rejectedPrefix({ id }), correctedKey({ id })])
    await ports.objects.remove(prefix);
  return 'rests';
}

async function letGo(held: HeldUpload): Promise<Slice> {
  await held.release();
  return 'more';
}
