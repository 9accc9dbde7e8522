import type { Upload } from '../../domain/upload.ts';
import { byAge, matesOf } from '../shared/upload-lane.ts';
import type { ImportPorts } from './ports.ts';

type LanePorts = Pick<ImportPorts, 'uploads' | 'clock'>;

/** `behind`: another one comes first and calls this one when it is through. `soon`: another is just being looked at. */
export type Place = 'first' | 'behind' | 'soon';

/**
 * Files of one department, area and type are worked at one by one, the oldest first, so that “the newest row” has one meaning. A file
 * that stored something keeps the lane until it is through, also while it waits for its sender. A worker claims its file first and
 * then looks at the others, each read consistently: of two that do so at once, at least one sees the other and steps back.
 */
export async function placeInLane(ports: LanePorts, upload: Upload): Promise<Place> {
  if (upload.dryRun || (hasBegun(upload) && upload.status !== 'withdrawing')) return 'first';
  const places = (await matesOf(ports.uploads, upload)).map((mate) => placeBeside(upload, mate, ports.clock.now()));
  if (places.includes('behind')) return 'behind';
  return places.includes('soon') ? 'soon' : 'first';
}

function placeBeside(upload: Upload, mate: Upload, now: number): Place {
  const looking = mate.status === 'waiting' && mate.busyUntil > now;
  if (upload.status === 'withdrawing') {
    if (mate.status === 'withdrawing') return (mate.readAt ?? 0) > (upload.readAt ?? 0) ? 'behind' : 'first';
    if (hasBegun(mate)) return 'behind';
    return looking ? 'soon' : 'first';
  }
  if (mate.status === 'withdrawing' || hasBegun(mate)) return 'behind';
  if (mate.status !== 'waiting') return 'first';
  if (byAge(mate, upload) < 0) return 'behind';
  return looking ? 'soon' : 'first';
}

const hasBegun = ({ readAt }: Upload) => readAt !== undefined;
