import { buildsOn } from '../../domain/later-upload.ts';
import { addMonths, dayOf } from '../../domain/shanghai-day.ts';
import { type Upload, uploadSubject } from '../../domain/upload.ts';
import { awaitsWork } from '../../domain/upload-acts.ts';
import type { Clock } from './clock.ts';
import type { Tasks } from './tasks.ts';

type Uploads = Pick<Tasks<Upload>, 'get' | 'openIn' | 'of'>;

/**
 * The other open files of one department, area and type. Trials stand in no lane. The lists of open work may lag, so that each file
 * is read again; one that is missing on them was announced just now.
 */
export async function matesOf(
  uploads: Pick<Uploads, 'get' | 'openIn'>,
  { id, area, department, type }: Upload,
): Promise<Upload[]> {
  const { items } = await uploads.openIn(area);
  const listed = items.filter(
    (mate) => mate.id !== id && mate.department === department && mate.type === type && !mate.dryRun,
  );
  const read = await Promise.all(listed.map((mate) => uploads.get(mate.id)));
  return read.filter((mate) => mate !== undefined).filter(({ open }) => open);
}

/** Who is called when a file is through: what is to be taken back first, then the oldest. */
export async function nextInLane(
  uploads: Pick<Uploads, 'get' | 'openIn'>,
  upload: Upload,
): Promise<Upload | undefined> {
  const waiting = (await matesOf(uploads, upload)).filter(awaitsWork);
  return waiting.find(({ status }) => status === 'withdrawing') ?? waiting.sort(byAge)[0];
}

/** The files that were read on top of this one and still count, the newest first: so they can be taken back. */
export async function readOnTopOf(
  { uploads, clock }: { uploads: Pick<Uploads, 'of'>; clock: Clock },
  upload: Upload,
): Promise<Upload[]> {
  const today = dayOf(clock.now());
  const found: Upload[] = [];
  // One that was announced in the month before may have been read later.
  for (let day = addMonths(dayOf(upload.createdAt), -1); day.slice(0, 7) <= today.slice(0, 7); day = addMonths(day, 1))
    found.push(...(await uploads.of(uploadSubject(upload, day))));
  return found.filter((other) => buildsOn(other, upload)).sort((a, b) => (b.readAt ?? 0) - (a.readAt ?? 0));
}

/** In the order in which files of a lane are worked at. */
export const byAge = (a: Upload, b: Upload) =>
  (a.completedAt ?? a.createdAt) - (b.completedAt ?? b.createdAt) || (a.id < b.id ? -1 : 1);
