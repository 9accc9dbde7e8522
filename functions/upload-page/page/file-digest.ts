import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from './base64.ts';

/** Bytes that are read at once: the page stays alive in between. */
const SLICE = 4 * 1024 * 1024;

/** A file as the browser holds it; its bytes are read piece by piece. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  /** `from` inclusive, `to` exclusive. Rejects where the file was changed or taken away since it was chosen. */
  readonly read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Nobody waits for this file any more. */
export class LeftOff extends Error {
  override readonly name = 'LeftOff';
}

/** The file for as long as somebody waits for it; reading it afterwards throws `LeftOff`, and so ends whatever was under way. */
export const whileWanted = (file: ChosenFile, wanted: () => boolean): ChosenFile => ({
  ...file,
  async read(from, to) {
    if (!wanted()) throw new LeftOff();
    return file.read(from, to);
  },
});

/** SHA-256 of a whole file, hexadecimal; tells the bytes that are done. A file of many GiB takes minutes, not memory. */
export async function digestOf(file: ChosenFile, tell: (done: number) => void): Promise<string> {
  const hash = sha256.create();
  for (let from = 0; from < file.size; from += SLICE) {
    const to = Math.min(file.size, from + SLICE);
    hash.update(await file.read(from, to));
    tell(to);
  }
  return toHex(hash.digest());
}
