import { Unreachable } from './hub.ts';
import type { Status, UploadView } from './upload-view.ts';
import type { Uploads } from './uploads.ts';

/** Where the hub works on a file by itself; anywhere else somebody has to do something, or nothing is left to do. */
const WORKING: readonly Status[] = ['waiting', 'reading', 'withdrawing'];

export const isWorking = ({ status }: Pick<UploadView, 'status'>): boolean => WORKING.includes(status);

export interface FollowPorts {
  uploads: Pick<Uploads, 'get'>;
  pause: (ms: number) => Promise<void>;
  /** Nobody looks any more. */
  stopped: () => boolean;
}

/** Between two questions, ms: a short file is soon through, a long one is asked about every five seconds. */
const FIRST = 300;
const GROWTH = 1.2;
const SLOWEST = 5_000;

/** Asks how far a file is, less often the longer it takes, until the hub is done with it. A line that drops out is waited for. */
export async function follow(
  id: string,
  { uploads, pause, stopped }: FollowPorts,
  tell: (view: UploadView | 'unreachable') => void,
): Promise<UploadView | undefined> {
  for (let asked = 0; !stopped(); asked++) {
    const view = await uploads.get(id).catch(onlyUnreachable);
    if (stopped()) return undefined;
    tell(view);
    if (view !== 'unreachable' && !isWorking(view)) return view;
    await pause(Math.min(SLOWEST, FIRST * GROWTH ** asked));
  }
  return undefined;
}

function onlyUnreachable(error: unknown): 'unreachable' {
  if (error instanceof Unreachable) return 'unreachable';
  throw error;
}
