import type { Upload } from '../../domain/upload.ts';
import { correctedKey } from '../../domain/upload-parts.ts';
import type { SheetFile } from '../shared/sheets/read-rows.ts';
import { csvOf } from '../shared/sheets/write-csv.ts';
import { xlsxOf } from '../shared/sheets/write-xlsx.ts';
import { correctedSheets } from './corrected-sheets.ts';
import { followerOf } from './followed-file.ts';
import type { HeldUpload } from './held-upload.ts';
import { LinesBySheet, type OutLine } from './lines-by-sheet.ts';
import type { ImportPorts } from './ports.ts';
import { RejectedReasons } from './rejected-reasons.ts';
import { type FollowedLine, REASONS, type SheetFollower } from './sheet-follower.ts';

/**
 * The same sheets in the same order with a first column 错误原因, empty for rows that were taken: what was sent is mended where it
 * stands and sent again as it is. A second pass over the file; of the reasons one chunk is held at a time. A zip comes back as a workbook.
 */
export async function writeCorrected(
  ports: ImportPorts,
  held: HeldUpload,
  file: SheetFile,
  passed: SheetFollower,
): Promise<void> {
  await held.saveForLong();
  const { upload } = held;
  const lines = new LinesBySheet(withReasons(ports, upload, file));
  const [only] = passed.sheets;
  const body =
    upload.format === 'csv'
      ? csvOf(lines.of(only?.name ?? ''))
      : xlsxOf(correctedSheets(passed.sheets, lines, ports.sheetRows), { mostRows: ports.sheetRows });
  await ports.objects.write(correctedKey(upload), body);
}

async function* withReasons(ports: ImportPorts, upload: Upload, file: SheetFile): AsyncGenerator<OutLine> {
  const follower = await followerOf(ports, upload);
  const reasons = new RejectedReasons(ports, upload);
  for await (const batch of ports.readRows(file))
    for (const line of follower.push(batch)) yield outLine(line, await reasonFor(reasons, line));
  for (const line of follower.end()) yield outLine(line, await reasonFor(reasons, line));
}

async function reasonFor(reasons: RejectedReasons, line: FollowedLine): Promise<string> {
  if (line.kind === 'row') return (await reasons.of(line.row)) ?? '';
  return line.kind === 'headings' ? REASONS : '';
}

const outLine = ({ sheet, cells }: FollowedLine, reason: string): OutLine => ({
  sheet,
  cells: [reason, ...cells.map(({ text }) => text)],
});
