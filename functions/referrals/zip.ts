import { crc32, deflateRawSync } from 'node:zlib';

/** 1980-01-01 00:00, the first that a ZIP can say: the same content is the same file. */
const [TIME, DATE] = [0, 0x21];
/** Version 2.0, names in UTF-8, deflated. */
const [VERSION, UTF8, DEFLATED] = [20, 0x0800, 8];

/** Files by name as a ZIP archive (PKWARE APPNOTE), deflated. For files of some megabytes: no ZIP64. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const title = Buffer.from(name);
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const shared = describe(title, content, packed);
    const local = Buffer.concat([uint32(0x04034b50), shared, uint16(0), title, packed]);
    directory.push(
      Buffer.concat([
        ...[uint32(0x02014b50), uint16(VERSION), shared, uint16(0), uint16(0), uint16(0), uint16(0)],
        ...[uint32(0), uint32(offset), title],
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const count = uint16(directory.length);
  const end = [uint32(0x06054b50), uint16(0), uint16(0), count, count, uint32(index.length), uint32(offset), uint16(0)];
  return Buffer.concat([...parts, index, ...end]);
}

/** What the entry itself and the directory say alike, as far as the length of the name. */
const describe = (title: Buffer, content: Buffer, packed: Buffer) =>
  Buffer.concat([
    ...[uint16(VERSION), uint16(UTF8), uint16(DEFLATED), uint16(TIME), uint16(DATE)],
    ...[uint32(crc32(content)), uint32(packed.length), uint32(content.length), uint16(title.length)],
  ]);

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
