import { ZipFile } from 'yazl';

/** Files by name as a ZIP. Names go in as UTF-8 and say so, unless bytes are given in their stead. */
export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

/** Puts other bytes of the same length for a name, and takes away the flag that it is UTF-8, as Chinese Windows writes it. */
export function renamed(zip: Buffer, name: string, bytes: Buffer): Buffer {
  const made = Buffer.from(zip);
  for (let at = made.indexOf(name); at >= 0; at = made.indexOf(name, at + 1)) {
    bytes.copy(made, at);
    for (const [signature, header, flags] of [
      ['504b0304', 30, 6],
      ['504b0102', 46, 8],
    ] as const) {
      const start = at - header;
      if (made.subarray(start, start + 4).toString('hex') === signature)
        made.writeUInt16LE(made.readUInt16LE(start + flags) & ~0x0800, start + flags);
    }
  }
  return made;
}
