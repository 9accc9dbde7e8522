import type { Upload } from '../../domain/upload.ts';
import { awaitsWork, inState } from '../../domain/upload-acts.ts';
import { incomingPrefix } from '../../domain/upload-parts.ts';
import { count, log } from '../shared/telemetry.ts';
import { nextInLane } from '../shared/upload-lane.ts';
import { claim } from './claim.ts';
import { ClaimLost, type HeldUpload } from './held-upload.ts';
import type { ImportMessage, ImportPorts } from './ports.ts';
import { readUpload, type Slice } from './read-upload.ts';
import { withdrawUpload } from './withdraw-upload.ts';

/** After which another worker has looked at the lane and gone on. */
const SOON_SECONDS = 5;
/** A file that was announced and not sent is given up. */
const LAPSES_AFTER_MS = 7 * 86_400_000;

/** Works at one file for one slice: reads it, or takes it back. A message that comes twice, late or for nothing does no harm. */
export const importFile =
  (ports: ImportPorts) =>
  async ({ id }: ImportMessage): Promise<'done'> => {
    const claimed = await claim(ports, id);
    if (claimed.kind === 'soon') await ports.queue.send([{ id }], { delaySeconds: SOON_SECONDS });
    if (claimed.kind === 'given-up') await callNext(ports, claimed.upload);
    if (claimed.kind === 'held') await slice(ports, claimed.held);
    return 'done';
  };

async function slice(ports: ImportPorts, held: HeldUpload): Promise<void> {
  const { id } = held.upload;
  try {
    const ended = await workAt(ports, held);
    if (ended === 'more') await ports.queue.send([{ id }]);
    else {
      if (held.upload.status === 'failed') count('ImportsFailed');
      await callNext(ports, held.upload);
    }
  } catch (error) {
    if (error instanceof ClaimLost) await afterLoss(ports, held);
    else await afterFailure(held, error);
  }
}

const workAt = (ports: ImportPorts, held: HeldUpload): Promise<Slice> =>
  held.upload.status === 'withdrawing' ? withdrawUpload(ports, held) : readUpload(ports, held);

/** Where its sender withdrew the file meanwhile, this worker says that it has stopped, so that nobody waits for it. */
async function afterLoss(ports: ImportPorts, held: HeldUpload): Promise<void> {
  const upload = await ports.uploads.get(held.upload.id);
  const mine = upload?.busyUntil === held.upload.busyUntil && upload.busyUntil > 0;
  if (!upload || !mine) return;
  if (!(await ports.uploads.put({ ...upload, version: upload.version + 1, busyUntil: 0 }))) return;
  if (awaitsWork(upload)) await ports.queue.send([{ id: upload.id }]);
  else await callNext(ports, upload);
}

/** The schedule goes on in some minutes; the count of tries stays, so that what fails every time ends. */
async function afterFailure(held: HeldUpload, error: unknown): Promise<void> {
  const { chunks, tries } = held.upload;
  log.error('An upload could not be worked at; it goes on later', error, { chunks, tries });
  count('ImportsInterrupted');
  await held.release();
}

async function callNext(ports: ImportPorts, upload: Upload): Promise<void> {
  // Who is only asked for columns has stored nothing, and holds nobody up.
  if (upload.open && (upload.status !== 'asking-columns' || upload.readAt !== undefined)) return;
  const next = await nextInLane(ports.uploads, upload);
  if (next) await ports.queue.send([{ id: next.id }]);
}

/** Every five minutes: calls the workers for files that nobody is at, and gives up those that were never sent. */
export const lookAfterUploads =
  (ports: Pick<ImportPorts, 'uploads' | 'queue' | 'clock' | 'objects'>) =>
  async (): Promise<{ called: number; lapsed: number }> => {
    const now = ports.clock.now();
    const open = (await ports.uploads.openAt('uploads')).items;
    const idle = open.filter((upload) => awaitsWork(upload) && upload.busyUntil <= now);
    await ports.queue.send(idle.map(({ id }) => ({ id })));
    let lapsed = 0;
    for (const upload of open) if (await lapse(ports, upload, now)) lapsed += 1;
    return { called: idle.length, lapsed };
  };

async function lapse(
  { uploads, objects }: Pick<ImportPorts, 'uploads' | 'objects'>,
  listed: Upload,
  now: number,
): Promise<boolean> {
  if (listed.status !== 'receiving' || listed.createdAt > now - LAPSES_AFTER_MS) return false;
  const upload = await uploads.get(listed.id);
  if (upload?.status !== 'receiving' || !(await uploads.put(inState(upload, 'lapsed', now)))) return false;
  await objects.remove(incomingPrefix(upload));
  return true;
}
