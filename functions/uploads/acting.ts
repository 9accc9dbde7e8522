import { within } from '../../domain/division.ts';
import type { Upload } from '../../domain/upload.ts';
import { actOnUpload, awaitsWork, openUploadActs, type UploadDoing } from '../../domain/upload-acts.ts';
import { uploadText } from '../../domain/upload-text.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { log } from '../shared/telemetry.ts';
import { nextInLane } from '../shared/upload-lane.ts';
import type { Sender, UploadsPorts } from './ports.ts';

/** The file, where it is of the caller's department and area. Throws 404 for every other one. */
export async function findUpload(
  { uploads }: Pick<UploadsPorts, 'uploads'>,
  { department, division }: Sender,
  id: string,
): Promise<Upload> {
  const upload = await uploads.get(id);
  if (!upload || upload.department !== department || !within(division, upload.area)) throw notFound('没有这份文件');
  return upload;
}

/** A worker writes a checkpoint every few seconds; whoever meets one tries again. */
const MOST_ATTEMPTS = 5;

/**
 * Does one act, stores it and then wakes a worker. Should the wake-up fail, the schedule finds the file within minutes. The
 * same act again changes nothing. Throws 409 where the state does not allow it.
 */
export async function perform(
  ports: Pick<UploadsPorts, 'uploads' | 'imports' | 'clock'>,
  sender: Sender,
  id: string,
  doing: UploadDoing,
): Promise<Upload> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const upload = await findUpload(ports, sender, id);
    const acted = actOnUpload(upload, doing, ports.clock.now());
    switch (acted.kind) {
      case 'already':
        return upload;
      case 'closed':
        throw refusedAct(upload, `现在不能这样做。${uploadText(upload)}`);
      case 'other-number':
        throw refusedAct(upload, `退出的人数现在是${acted.leaving}人,和您确认的不一样,请核对后再确认`);
      case 'done':
        if (!(await ports.uploads.put(acted.upload))) continue;
        if (awaitsWork(acted.upload)) await wake(ports, id);
        return acted.upload;
    }
  }
  throw new HttpProblem(409, '这份文件正在办理,请过一会儿再试');
}

async function wake({ imports }: Pick<UploadsPorts, 'imports'>, id: string): Promise<void> {
  try {
    await imports.send([{ id }]);
  } catch (error) {
    log.error('A file could not be handed on and waits for the schedule', error, { upload: id });
  }
}

/** A file that is dropped may have been the one that others of its lane wait for. */
export async function wakeNext(ports: Pick<UploadsPorts, 'uploads' | 'imports'>, dropped: Upload): Promise<void> {
  if (dropped.dryRun) return;
  const next = await nextInLane(ports.uploads, dropped);
  if (next) await wake(ports, next.id);
}

export const refusedAct = (upload: Upload, detail: string, members: Readonly<Record<string, unknown>> = {}) =>
  new HttpProblem(409, { detail, members: { openActs: openUploadActs(upload), ...members } });
