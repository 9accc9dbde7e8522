import type { Upload } from '../../domain/upload.ts';
import { awaitsWork } from '../../domain/upload-acts.ts';
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
  const places = (await matesOf(ports, upload)).map((mate) => placeBeside(upload, mate, ports.clock.now()));
  if (places.includes('behind')) return 'behind';
  return places.includes('soon') ? 'soon' : 'first';
}

/** Who is called when a file is through: what is to be taken back first, then the oldest. */
export async function nextInLane(ports: LanePorts, upload: Upload): Promise<Upload | undefined> {
  const waiting = (await matesOf(ports, upload)).filter(awaitsWork);
  return waiting.find(({ status }) => status === 'withdrawing') ?? waiting.sort(byAge)[0];
}

/** The lists of open work may lag, so that each file is read again; one that is missing on them was announced just now. */
async function matesOf({ uploads }: LanePorts, { id, area, department, type }: Upload): Promise<Upload[]> {
  const { items } = await uploads.openIn(area);
  const listed = items.filter(
    (mate) => mate.id !== id && mate.department === department && mate.type === type && !mate.dryRun,
  );
  const read = await Promise.all(listed.map((mate) => uploads.get(mate.id)));
  return read.filter((mate) => mate !== undefined).filter(({ open }) => open);
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

const byAge = (a: Upload, b: Upload) =>
  (a.completedAt ?? a.createdAt) - (b.completedAt ?? b.createdAt) || (a.id < b.id ? -1 : 1);
