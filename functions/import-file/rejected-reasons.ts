import type { Upload } from '../../domain/upload.ts';
import { rejectedPrefix } from '../../domain/upload-parts.ts';
import type { ImportPorts } from './ports.ts';
import { reasonsKey, reasonsSchema } from './rejected-rows.ts';

/** Why rows were rejected, as they come in their order: one chunk is held at a time, and only those are asked for that are there. */
export class RejectedReasons {
  readonly #objects: Pick<ImportPorts['objects'], 'read' | 'sizes'>;
  readonly #chunkRows: number;
  readonly #upload: Pick<Upload, 'id'>;
  #kept: ReadonlyMap<string, number> | undefined;
  #chunk = -1;
  #reasons: ReadonlyMap<number, string> = new Map();

  constructor({ objects, chunkRows }: Pick<ImportPorts, 'objects' | 'chunkRows'>, upload: Pick<Upload, 'id'>) {
    this.#chunkRows = chunkRows;
    this.#objects = objects;
    this.#upload = upload;
  }

  /** Undefined where the row was taken. */
  async of(row: number): Promise<string | undefined> {
    const chunk = Math.floor((row - 1) / this.#chunkRows);
    if (chunk !== this.#chunk) {
      this.#reasons = await this.#load(chunk);
      this.#chunk = chunk;
    }
    return this.#reasons.get(row);
  }

  async #load(chunk: number): Promise<ReadonlyMap<number, string>> {
    this.#kept ??= await this.#objects.sizes(rejectedPrefix(this.#upload));
    const key = reasonsKey(this.#upload, chunk);
    const body = this.#kept.has(key) ? await this.#objects.read(key) : undefined;
    if (!body) return new Map();
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    return new Map(reasonsSchema.parse(JSON.parse(Buffer.concat(pieces).toString('utf8'))));
  }
}
