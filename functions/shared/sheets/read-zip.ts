import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileContent } from './file-content.ts';
import { readCsv } from './read-csv.ts';
import type { SheetRow } from './read-rows.ts';
import { readXlsx } from './read-xlsx.ts';
import { formatOf, refuseDocuments } from './sheet-format.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { SheetRefused } from './sheet-refused.ts';
import { encodingOf } from './text-encoding.ts';
import { WORKBOOK } from './workbook.ts';
import { openArchive, type ZipArchive } from './zip-archive.ts';

/** Rows of a ZIP: of a workbook, or of the files of a plain archive one after the other. Throws `SheetRefused`. */
export async function* readZip(file: string, name: string, limits: SheetLimits): AsyncGenerator<readonly SheetRow[]> {
  const archive = await openArchive(file, name, limits);
  try {
    if (isWorkbook(archive)) return yield* readXlsx(archive, name, '', limits);
    refuseDocuments(archive.entries, name);
    // Every file is looked at before the first row is handed out: a wrong one among them is told at once.
    const files: Reading[] = [];
    for (const entry of archive.entries) if (!isAside(entry.name)) files.push(await prepare(entry, limits));
    for (const read of files) yield* read();
  } finally {
    archive.close();
  }
}

type Reading = () => AsyncIterable<readonly SheetRow[]>;

const isWorkbook = ({ entries }: ZipArchive) => entries.some((entry) => entry.name.toLowerCase() === WORKBOOK);

/** Folders, and what Windows, a Mac and Excel itself put beside the files. */
const isAside = (name: string) =>
  name.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.(?!\.?\/)|~\$|thumbs\.db$|desktop\.ini$)/i.test(name);

async function prepare(entry: FileContent, limits: SheetLimits): Promise<Reading> {
  if ((await formatOf(entry)) === 'zip') {
    if (/\.zip$/i.test(entry.name)) throw nested(entry.name);
    return () => readInside(entry, limits);
  }
  const encoding = await encodingOf(entry);
  return () => readCsv(entry, entry.name, limits, encoding);
}

/** A workbook inside an archive is unpacked first, for its own parts are read from where they stand. */
async function* readInside(entry: FileContent, limits: SheetLimits): AsyncGenerator<readonly SheetRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sheet-'));
  try {
    const file = path.join(folder, 'workbook');
    await pipeline(entry.open(), createWriteStream(file, { mode: 0o600 }));
    const archive = await openArchive(file, entry.name, limits);
    try {
      refuseDocuments(archive.entries, entry.name);
      if (!isWorkbook(archive)) throw nested(entry.name);
      yield* readXlsx(archive, entry.name, `${entry.name}/`, limits);
    } finally {
      archive.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const nested = (name: string) =>
  new SheetRefused('nested-zip', `压缩包里的“${name}”还是一个压缩包。请都解开,把里面的表格放在一个 zip 里再上传。`);
