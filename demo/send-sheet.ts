import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { correctedName, saveCorrected } from '../bin/corrected-file.ts';
import type { SigningPorts } from '../bin/send-signed.ts';
import { sendFile, settled, type UploadShow } from '../bin/upload-file.ts';
import { type UploadView, uploadsClient } from '../bin/uploads-client.ts';
import { writeSheet } from './made-up/write-sheets.ts';
import type { SheetPosting } from './sheets.ts';

/** A spreadsheet that was sent, and what became of its rows. */
export interface SentSheet {
  readonly file: string;
  readonly view: UploadView;
  /** Where the sheet lies that names what is wrong in it; only where something is. */
  readonly corrected?: string;
}

/** The month has a bar of its own. */
const silent: UploadShow = { announced() {}, sent() {}, arrived() {}, read() {} };
/** On the same machine there is no need to wait longer between looks. */
const LOOK = 100;

/** Writes a sheet into the folder as an office keeps it, and sends it up as `npx jiuzhu upload` does. Throws where it is not taken. */
export async function sendSheet(
  ports: SigningPorts,
  { sheet, format, damaged }: SheetPosting,
  folder: string,
): Promise<SentSheet> {
  const written = await writeSheet(sheet, folder, [format], { seed: 621121, share: damaged });
  const file = path.join(folder, written.files[0] ?? '');
  const upload = { client: uploadsClient(ports), show: silent, pause: () => sleep(LOOK) };
  const order = { type: sheet.type, dryRun: false, ...(sheet.mode && { mode: sheet.mode }) };
  const view = await settled(upload, await sendFile(upload, file, order));
  if (view.status !== 'done') throw new Error(`${path.basename(file)}: ${view.statusText}`);
  if (view.correctedFile === undefined) return { file, view };
  // Played again, it is the same sheet: one is enough.
  rmSync(correctedName(file, 1), { force: true });
  return { file, view, corrected: await saveCorrected(file, view.correctedFile) };
}
