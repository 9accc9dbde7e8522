import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Upload } from '../../domain/upload.ts';
import { partsOf } from '../../domain/upload-parts.ts';
import type { ImportPorts } from './ports.ts';

/** `folder` is to be removed with what lies in it. */
export type Brought = { kind: 'here'; path: string; folder: string } | { kind: 'gone' | 'other' };

/**
 * Puts the parts of a file together on this machine, in memory that does not depend on its size. `gone`: a part is not there any more.
 * `other`: what came is not what its sender named by its digest.
 */
export async function bringFile(
  { objects, folder: above }: Pick<ImportPorts, 'objects' | 'folder'>,
  upload: Upload,
): Promise<Brought> {
  const folder = await mkdtemp(path.join(above, 'upload-'));
  const file = path.join(folder, 'file');
  const hash = createHash('sha256');
  let whole = true;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const { key } of partsOf(upload)) {
      const part = await objects.read(key);
      if (!part) {
        whole = false;
        return;
      }
      for await (const piece of part) {
        hash.update(piece);
        yield piece;
      }
    }
  }
  try {
    await pipeline(bytes, createWriteStream(file));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const digest = hash.digest('hex');
  const fits = upload.sha256 === undefined || upload.sha256.toLowerCase() === digest;
  if (whole && fits) return { kind: 'here', path: file, folder };
  await rm(folder, { recursive: true, force: true });
  return { kind: whole ? 'other' : 'gone' };
}
