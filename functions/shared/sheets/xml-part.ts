import type { FileContent } from './file-content.ts';
import { type XmlHandler, XmlScanner } from './xml-scanner.ts';
import { damageOr } from './zip-archive.ts';

/** Hands a part of a workbook to its reader, and rests after every piece of it. Throws `SheetRefused` where it is damaged. */
export async function* scanned(part: FileContent, workbook: string, handler: XmlHandler): AsyncGenerator<void> {
  const scanner = new XmlScanner(handler);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  try {
    for await (const bytes of part.open()) {
      // XML is in UTF-8 unless the mark of UTF-16 stands before it.
      decoder ??= new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8', {
        fatal: true,
      });
      scanner.write(decoder.decode(bytes, { stream: true }));
      yield;
    }
    scanner.end();
  } catch (error) {
    throw damageOr(error, workbook);
  }
}

/** The same for a small part that is read as a whole. */
export async function scanWhole(part: FileContent | undefined, workbook: string, handler: XmlHandler): Promise<void> {
  if (!part) return;
  for await (const _ of scanned(part, workbook, handler));
}
