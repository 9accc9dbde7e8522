import type { Upload, UploadStatus } from '../../domain/upload.ts';
import { inState } from '../../domain/upload-acts.ts';
import { SafeError } from '../shared/safe-error.ts';
import type { ImportPorts } from './ports.ts';

/** Somebody else has the file by now, or its sender decided otherwise. Whoever is told so stops; nothing is wrong. */
export class ClaimLost extends SafeError {
  override readonly name = 'ClaimLost';
  constructor() {
    super('claim-lost', 'somebody else changed the upload');
  }
}

/** So long a step from one checkpoint to the next may take; after that the worker is taken for dead. */
const STEP_MS = 120_000;
/** For bringing two gibibytes here and passing the rows that are done, or a second pass over them. Longer than Lambda runs at all. */
export const LONG_STEP_MS = 660_000;

/** A file that this worker has claimed. Each change is a put by version: whoever comes too late changes nothing. */
export class HeldUpload {
  readonly #ports: Pick<ImportPorts, 'uploads' | 'clock'>;
  #upload: Upload;

  constructor(ports: Pick<ImportPorts, 'uploads' | 'clock'>, upload: Upload) {
    this.#ports = ports;
    this.#upload = upload;
  }

  get upload(): Upload {
    return this.#upload;
  }

  /** Stores changes and holds on. Throws `ClaimLost`. */
  async save(changes: Partial<Upload> = {}): Promise<void> {
    const busyUntil = this.#ports.clock.now() + STEP_MS;
    await this.#put({ ...this.#upload, busyUntil, ...changes, version: this.#upload.version + 1 });
  }

  /** Holds on for a step that passes the whole file or all that is remembered. Throws `ClaimLost`. */
  async saveForLong(changes: Partial<Upload> = {}): Promise<void> {
    await this.save({ ...changes, busyUntil: this.#ports.clock.now() + LONG_STEP_MS });
  }

  /** Stores changes and lets go: somebody goes on later, maybe this very worker. */
  async release(changes: Partial<Upload> = {}): Promise<void> {
    await this.save({ ...changes, busyUntil: 0 });
  }

  /** Lets go in another state. */
  async leaveIn(status: UploadStatus, changes: Partial<Upload> = {}): Promise<void> {
    await this.#put(inState(this.#upload, status, this.#ports.clock.now(), { ...changes, busyUntil: 0, tries: 0 }));
  }

  /** Before anything is stored. A worker that slept through its time must not write over what another did since. */
  stillHeld(): void {
    if (this.#ports.clock.now() >= this.#upload.busyUntil) throw new ClaimLost();
  }

  async #put(next: Upload): Promise<void> {
    if (!(await this.#ports.uploads.put(next))) throw new ClaimLost();
    this.#upload = next;
  }
}
