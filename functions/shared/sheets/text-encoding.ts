import { isAscii, isUtf8 } from 'node:buffer';
import { beginning, type FileContent } from './file-content.ts';
import { SheetRefused } from './sheet-refused.ts';

export interface TextEncoding {
  readonly label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
  /** Bytes of the mark at the start that says so. */
  readonly mark: number;
}

/** What a sheet is saved as in a Chinese office, by the mark at its start. */
const MARKED: readonly (TextEncoding & { readonly bytes: readonly number[] })[] = [
  { label: 'utf-8', mark: 3, bytes: [0xef, 0xbb, 0xbf] },
  { label: 'utf-16le', mark: 2, bytes: [0xff, 0xfe] },
  { label: 'utf-16be', mark: 2, bytes: [0xfe, 0xff] },
];
const NAMES: Readonly<Record<TextEncoding['label'], string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  gb18030: 'GB18030',
};

/**
 * The encoding that fits a text from its first byte to its last; no row may be taken before that is known, for a table can
 * be plain ASCII for a megabyte before its first name. Throws `SheetRefused` `encoding`, naming what was tried.
 */
export async function encodingOf(content: FileContent): Promise<TextEncoding> {
  const start = await beginning(content, 3);
  const marked = MARKED.find(({ bytes }) => bytes.every((byte, at) => start[at] === byte));
  if (marked) {
    if (await fits(content, marked.label)) return marked;
    throw unreadable(content, [[marked.label, await faultIn(content, marked.label)]]);
  }
  if (await isUtf8Throughout(content)) return { label: 'utf-8', mark: 0 };
  const fault = await faultIn(content, 'utf-8');
  // A few damaged bytes in UTF-8 often happen to be GB18030 too, but every name in the file would be another.
  if (fault.charactersBefore >= SURELY_UTF8) throw unreadable(content, [['utf-8', fault]]);
  if (await fits(content, 'gb18030')) return { label: 'gb18030', mark: 0 };
  throw unreadable(content, [
    ['utf-8', fault],
    ['gb18030', await faultIn(content, 'gb18030')],
  ]);
}

/** Chinese characters in sound lines above the first fault: GB18030 does not look like so many by chance. */
const SURELY_UTF8 = 8;

async function isUtf8Throughout(content: FileContent): Promise<boolean> {
  let open: Buffer = Buffer.alloc(0);
  for await (const part of content.open()) {
    const bytes = open.length > 0 ? Buffer.concat([open, part]) : part;
    const whole = bytes.length - unfinished(bytes);
    if (!isUtf8(bytes.subarray(0, whole)) || bytes.includes(0)) return false;
    open = bytes.subarray(whole);
  }
  return open.length === 0;
}

/** Bytes at the end that begin a UTF-8 character which the next part may finish. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** Whether all of it can be decoded. A table holds no zero characters: with one it is something else. */
async function fits(content: FileContent, label: TextEncoding['label']): Promise<boolean> {
  const decoder = new TextDecoder(label, { fatal: true });
  try {
    for await (const part of content.open()) {
      if (decoder.decode(part, { stream: true }).includes('\0')) return false;
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

interface Fault {
  readonly line: number;
  readonly charactersBefore: number;
}

/** No cell is longer; what has no line breaks is no table either. */
const LONGEST_LINE = 1024 * 1024;

/** The first line of the text that an encoding does not fit. In UTF-8 and GB18030 no character holds the byte of a line break. */
async function faultIn(content: FileContent, label: TextEncoding['label']): Promise<Fault> {
  const decoder = new TextDecoder(label, { fatal: true });
  let [line, charactersBefore] = [1, 0];
  const sound = (bytes: Buffer) => {
    if (isAscii(bytes)) return !bytes.includes(0);
    if (label === 'utf-8' && charactersBefore >= SURELY_UTF8) return isUtf8(bytes) && !bytes.includes(0);
    try {
      const text = decoder.decode(bytes);
      if (text.includes('\0')) return false;
      charactersBefore += text.match(/[\u3000-\uffef]/g)?.length ?? 0;
      return true;
    } catch {
      return false;
    }
  };
  let open: Buffer = Buffer.alloc(0);
  for await (const part of content.open()) {
    const bytes = Buffer.concat([open, part]);
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      if (!sound(bytes.subarray(from, end))) return { line, charactersBefore };
      line++;
      from = end + 1;
    }
    open = bytes.subarray(from);
    if (open.length > LONGEST_LINE) break;
  }
  return { line, charactersBefore };
}

function unreadable({ name }: FileContent, tried: readonly (readonly [TextEncoding['label'], Fault])[]): SheetRefused {
  const where = tried.map(([label, { line }]) =>
    label.startsWith('utf-16') ? `按${NAMES[label]}` : `按${NAMES[label]}读到第${line}行`,
  );
  return new SheetRefused(
    'encoding',
    `“${name}”的文字编码认不出来:${where.join('、')}有读不通的字,所以一行也没有收。请用 Excel 或 WPS 打开,看看字是不是好的,再另存为 .xlsx 或“CSV UTF-8(逗号分隔)”,重新上传。`,
  );
}
