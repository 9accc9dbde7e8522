import type { Upload } from '../../domain/upload.ts';
import { awaitsWork, inState } from '../../domain/upload-acts.ts';
import { count, log } from '../shared/telemetry.ts';
import { HeldUpload, LONG_STEP_MS } from './held-upload.ts';
import { placeInLane } from './lane.ts';
import type { ImportPorts } from './ports.ts';

/** The schedule comes every five minutes: an hour in which nothing moved. */
export const MOST_TRIES = 12;

const GIVEN_UP = '系统多次没能读下去,管理员会收到提醒。请过一会儿把同一个文件再发一次';

/** `soon`: the lane is just being looked at by another worker; ask again in some seconds. */
export type Claimed =
  | { kind: 'held'; held: HeldUpload }
  | { kind: 'given-up'; upload: Upload }
  | { kind: 'none' | 'soon' };

/** Takes a file for this worker alone, where it awaits work, nobody is at it, and it is the first of its lane. */
export async function claim(ports: ImportPorts, id: string): Promise<Claimed> {
  const upload = await ports.uploads.get(id);
  const now = ports.clock.now();
  if (!upload || !awaitsWork(upload) || upload.busyUntil > now) return { kind: 'none' };
  const before = await placeInLane(ports, upload);
  if (before !== 'first') return steppedBack(before);
  const { version, tries } = upload;
  if (tries >= MOST_TRIES) {
    log.warn('An upload is given up: no try got any further', { tries, chunks: upload.chunks });
    const failed = inState(upload, 'failed', now, { busyUntil: 0, tries: 0, why: GIVEN_UP });
    if (!(await ports.uploads.put(failed))) return { kind: 'none' };
    count('ImportsGivenUp');
    return { kind: 'given-up', upload: failed };
  }
  const goesOn = upload.status === 'waiting' && upload.readAt !== undefined;
  const claimed = {
    ...upload,
    version: version + 1,
    tries: tries + 1,
    busyUntil: now + LONG_STEP_MS,
    ...(goesOn && { status: 'reading' as const }),
  };
  if (!(await ports.uploads.put(claimed))) return { kind: 'none' };
  const held = new HeldUpload(ports, claimed);
  const place = await placeInLane(ports, claimed);
  if (place === 'first') return { kind: 'held', held };
  await held.release({ tries });
  return steppedBack(place);
}

const steppedBack = (place: 'behind' | 'soon'): Claimed => ({ kind: place === 'soon' ? 'soon' : 'none' });
