import { addMonths, dayOf } from '../../domain/shanghai-day.ts';
import { type Upload, uploadSubject } from '../../domain/upload.ts';
import { correctedKey, incomingPrefix, rejectedPrefix } from '../../domain/upload-parts.ts';
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
  const later = await readLater(ports, held.upload);
  if (later) {
    await held.leaveIn('done', {
      why: `没有撤回:这之后又收过同类的文件“${later.filename}”,它是接着这一份算的。请先撤回后面的,再撤回这一份`,
    });
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

/**
 * A file of the same lane that was read after this one and still counts. What it said again was not stored again, so that taking this
 * one back would take back what that one says, too.
 */
async function readLater({ uploads, clock }: ImportPorts, upload: Upload): Promise<Upload | undefined> {
  const { id, type, createdAt, readAt = 0 } = upload;
  const today = dayOf(clock.now());
  const found: Upload[] = [];
  // One that was announced in the month before may have been read later.
  for (let day = addMonths(dayOf(createdAt), -1); day.slice(0, 7) <= today.slice(0, 7); day = addMonths(day, 1))
    found.push(...(await uploads.of(uploadSubject(upload, day))));
  return found.find(
    (other) =>
      other.id !== id &&
      other.type === type &&
      !other.dryRun &&
      other.status !== 'withdrawn' &&
      (other.readAt ?? 0) > readAt &&
      other.rows.read > other.rows.rejected,
  );
}
