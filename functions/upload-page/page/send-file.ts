import { type ChosenFile, digestOf } from './file-digest.ts';
import { type PartsPorts, sendParts } from './send-parts.ts';
import type { Mode, Part, UploadView } from './upload-view.ts';
import type { Uploads } from './uploads.ts';

export interface SendOrder {
  file: ChosenFile;
  type: string;
  mode: Mode | undefined;
  dryRun: boolean;
}

/** Bytes done of the file's; `waiting` is the seconds until a part is tried again. */
export type Sending =
  | { stage: 'checking'; done: number }
  | { stage: 'sending'; done: number; resumed: boolean; waiting?: number };

/** The line stayed broken: what was sent is kept, and sending the same file again goes on there. */
export class LineBroken extends Error {
  override readonly name = 'LineBroken';
}

/** Rounds without any headway after which it is no slow line any more. */
const PATIENCE = 3;

/**
 * Sends a file: its hash first, which tells the hub whether it knows the file already, then what is missing of it. Resolves
 * once all of it is there. Throws `LineBroken`, and as `Call` does.
 */
export async function sendFile(
  order: SendOrder,
  { uploads, ...ports }: PartsPorts & { uploads: Uploads },
  tell: (sending: Sending) => void,
): Promise<UploadView> {
  const { file, type, mode, dryRun } = order;
  const sha256 = await digestOf(file, (done) => tell({ stage: 'checking', done }));
  const announced = await uploads.announce({ type, mode, filename: file.name, bytes: file.size, sha256, dryRun });
  if (announced.status !== 'receiving') return announced;
  const resumed = bytesOf(announced.parts) < file.size;
  let missing = announced.parts;
  for (let idle = 0; idle < PATIENCE; ) {
    const before = bytesOf(missing);
    const there = file.size - before;
    const outcome = await sendParts(missing, ports, ({ sent, ...rest }) =>
      tell({ stage: 'sending', done: there + sent, resumed, ...rest }),
    );
    const now = outcome === 'all' ? await uploads.complete(announced.id) : await uploads.get(announced.id);
    if ('status' in now && now.status !== 'receiving') return now;
    missing = 'status' in now ? now.parts : now;
    idle = bytesOf(missing) < before ? 0 : idle + 1;
    if (outcome === 'broken') break;
  }
  throw new LineBroken('the parts did not go through');
}

const bytesOf = (parts: readonly Part[]) => parts.reduce((sum, { from, to }) => sum + to - from, 0);
