import { createReadStream } from 'node:fs';

/** Bytes that can be read from the start as often as needed: a file, or a file inside an archive. */
export interface FileContent {
  /** What people are told; never a path. */
  readonly name: string;
  open(): AsyncIterable<Buffer>;
}

const CHUNK = 256 * 1024;

export const contentOfFile = (path: string, name: string): FileContent => ({
  name,
  open: () => createReadStream(path, { highWaterMark: CHUNK }),
});

/** As many bytes from the start as asked for, or all there are. */
export async function beginning(content: FileContent, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of content.open()) {
    parts.push(part);
    length += part.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(parts).subarray(0, bytes);
}
