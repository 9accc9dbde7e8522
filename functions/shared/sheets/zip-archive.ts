import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { FileContent } from './file-content.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { SheetRefused } from './sheet-refused.ts';

export interface ZipArchive {
  /** Files in the order of the archive's directory. Their names are for people and look-ups, never paths on a disk. */
  readonly entries: readonly FileContent[];
  close(): void;
}

/**
 * The files of a ZIP, read from where they stand. Throws `SheetRefused` where it is damaged, needs a password, or says of
 * itself that it unpacks to more than the limits; a file that holds more than its directory says breaks off.
 */
export async function openArchive(path: string, name: string, limits: SheetLimits): Promise<ZipArchive> {
  const zip = await refusingDamage(name, () =>
    openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: true }),
  );
  try {
    const entries: FileContent[] = [];
    let unpacked = 0;
    if (zip.entryCount > limits.entries) throw tooMany(name, limits.entries);
    await refusingDamage(name, async () => {
      for await (const entry of zip.eachEntry()) {
        unpacked += entry.uncompressedSize;
        if (entry.isEncrypted()) throw locked(name);
        entries.push(contentOf(zip, entry, name));
      }
    });
    const { unpackedBytes, harmlessBytes, ratio } = limits;
    if (unpacked > unpackedBytes || (unpacked > harmlessBytes && unpacked > ratio * zip.fileSize)) throw bomb(name);
    return { entries, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const contentOf = (zip: ZipFile, entry: Entry, archive: string): FileContent => ({
  name: nameOf(entry),
  open: () => unpacked(zip, entry, archive),
});

async function* unpacked(zip: ZipFile, entry: Entry, archive: string): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    if (!entry.canDecodeFileData()) throw unknownPacking(archive);
    for await (const part of await zip.openReadStreamPromise(entry)) {
      const bytes: Buffer = part;
      sum = crc32(bytes, sum);
      yield bytes;
    }
  } catch (error) {
    throw damageOr(error, archive);
  }
  if (sum !== entry.crc32) throw damaged(archive);
}

const UTF8_NAME = 0x0800;
/** Info-ZIP's field for a name in UTF-8 beside one of the machine's own. */
const UNICODE_PATH = 0x7075;

/** Chinese Windows writes names in GBK and does not say so; a Mac writes UTF-8 and does not say so either. */
function nameOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const unicode = extraFields.find(({ id }) => id === UNICODE_PATH);
  const bytes = unicode && unicode.data.length > 5 ? unicode.data.subarray(5) : fileNameRaw;
  const utf8 = unicode !== undefined || (generalPurposeBitFlag & UTF8_NAME) !== 0 || isUtf8(bytes);
  return new TextDecoder(utf8 ? 'utf-8' : 'gb18030').decode(bytes).replaceAll('\\', '/');
}

async function refusingDamage<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw damageOr(error, name);
  }
}

/** What is wrong with the bytes, told from what is wrong with the disk. */
export const damageOr = (error: unknown, name: string): unknown =>
  error instanceof SheetRefused || !(error instanceof Error) || 'syscall' in error ? error : damaged(name, error);

export const damaged = (name: string, cause?: Error) =>
  new SheetRefused(
    'damaged',
    `“${name}”是坏的,读到一半就断了,多半是拷贝或下载时没有拷完。请在原来的电脑上打开看看,另存一份再上传。`,
    { cause },
  );

const locked = (name: string) =>
  new SheetRefused('password', `“${name}”设了密码,这里打不开。请去掉密码,重新压缩后再上传。`);

const unknownPacking = (name: string) =>
  new SheetRefused('damaged', `“${name}”的压缩方法这里读不了。请用 Windows 自带的“压缩(zipped)文件夹”重新压缩再上传。`);

const bomb = (name: string) =>
  new SheetRefused('too-large', `“${name}”解开以后太大,不像一份名单。请分成几个文件再上传。`);

const tooMany = (name: string, most: number) =>
  new SheetRefused('too-large', `“${name}”里的文件超过${most}个。请分成几个压缩包再上传。`);
