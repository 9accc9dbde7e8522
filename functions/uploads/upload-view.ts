import type * as z from 'zod';
import { correctedStem } from '../../domain/corrected-name.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { columnsOf } from '../../domain/sheets/columns.ts';
import { sheetWordings } from '../../domain/sheets/wordings/by-type.ts';
import type { Upload } from '../../domain/upload.ts';
import { openUploadActs } from '../../domain/upload-acts.ts';
import { correctedKey } from '../../domain/upload-parts.ts';
import { uploadText } from '../../domain/upload-text.ts';
import type { uploadItem, uploadView } from './answers.ts';
import { addressesOf, partsMissing } from './part-addresses.ts';
import type { UploadsPorts } from './ports.ts';

export function itemView(upload: Upload): z.output<typeof uploadItem> {
  const { id, type, mode, filename, format, bytes, dryRun, status, why, rows, left } = upload;
  const { createdAt, completedAt, finishedAt } = upload;
  return {
    uploadId: id,
    type,
    typeName: sheetWordings[type].title,
    ...(mode !== undefined && { mode }),
    filename,
    format,
    bytes,
    dryRun,
    status,
    statusText: uploadText(upload),
    ...(why !== undefined && { why }),
    rows,
    left,
    createdAt: offsetDateTime(createdAt),
    ...(completedAt !== undefined && { completedAt: offsetDateTime(completedAt) }),
    ...(finishedAt !== undefined && { finishedAt: offsetDateTime(finishedAt) }),
    openActs: openUploadActs(upload),
  };
}

/** Polled: beside the file itself only what its state calls for is looked up. */
export async function fullView(
  ports: Pick<UploadsPorts, 'objects' | 'province'>,
  upload: Upload,
): Promise<z.output<typeof uploadView>> {
  const { status, errors, leaving, corrected, dryRun } = upload;
  return {
    ...itemView(upload),
    errors,
    ...(status === 'receiving' && { parts: await addressesOf(ports, await partsMissing(ports, upload)) }),
    ...(status === 'asking-columns' && upload.columns && { columns: asked(ports, upload, upload.columns) }),
    ...((status === 'asking-leaving' || dryRun) && leaving !== undefined && { leaving }),
    ...(corrected && {
      correctedFile: await ports.objects.getAddress(correctedKey(upload), correctedName(upload)),
    }),
  };
}

const asked = (
  { province }: Pick<UploadsPorts, 'province'>,
  { type }: Upload,
  columns: NonNullable<Upload['columns']>,
) => ({
  ...columns,
  choices: columnsOf(type, province.profile).map(({ field, heading, required, hint }) => ({
    field,
    heading,
    required,
    hint,
  })),
});

/** 十月大额费用.xlsx → 十月大额费用.错误.xlsx; a zip comes back as a workbook of all its sheets. */
const correctedName = ({ filename, format }: Upload) =>
  `${correctedStem(filename.replace(/\.[^.]+$/, ''))}.${format === 'csv' ? 'csv' : 'xlsx'}`;
