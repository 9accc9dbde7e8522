import * as z from 'zod';
import type { Upload } from '../../domain/upload.ts';
import { rejectedPrefix } from '../../domain/upload-parts.ts';
import type { ImportPorts } from './ports.ts';
import type { RejectedRow } from './read-chunk.ts';

/** Number of a row and what its sender is told. */
export const reasonsSchema = z.array(z.tuple([z.int(), z.string()]));

/** Where the reasons of a chunk lie. */
export const reasonsKey = (upload: Pick<Upload, 'id'>, chunk: number) =>
  `${rejectedPrefix(upload)}${String(chunk).padStart(6, '0')}`;

/** Keeps why rows of a chunk were rejected, for the corrected file; written again where the chunk is tried again. */
export async function keepRejected(
  { objects }: Pick<ImportPorts, 'objects'>,
  upload: Pick<Upload, 'id' | 'chunks'>,
  rejected: readonly RejectedRow[],
): Promise<void> {
  if (rejected.length === 0) return;
  const told = rejected.map(({ row, issues }) => [row.row, issues.map(inWords).join(';')]);
  await objects.write(reasonsKey(upload, upload.chunks), Buffer.from(JSON.stringify(told)));
}

const inWords = ({ column, message }: { column: string; message: string }) =>
  column === '' ? message : `${column}:${message}`;

/** As the upload lists them: one for each thing wrong. */
export const listed = (rejected: readonly RejectedRow[]): Upload['errors'] =>
  rejected.flatMap(({ row: { sheet, line }, issues }) => issues.map((issue) => ({ sheet, line, ...issue })));
