import type * as z from 'zod';
import { eventTypeNames } from '../../domain/event-type-names.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
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
    typeName: eventTypeNames[type],
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
  ports: Pick<UploadsPorts, 'objects'>,
  upload: Upload,
): Promise<z.output<typeof uploadView>> {
  const { status, errors, leaving, corrected } = upload;
  return {
    ...itemView(upload),
    errors,
    ...(status === 'receiving' && { parts: await addressesOf(ports, await partsMissing(ports, upload)) }),
    ...(status === 'asking-columns' && upload.columns && { columns: upload.columns }),
    ...(status === 'asking-leaving' && leaving !== undefined && { leaving }),
    ...(corrected && {
      correctedFile: await ports.objects.getAddress(correctedKey(upload), correctedName(upload)),
    }),
  };
}

/** 十月大额费用.xlsx → 十月大额费用(改错).xlsx */
const correctedName = ({ filename, format }: Upload) =>
  `${filename.replace(/\.[^.]+$/, '').replace(/((改错))+$/, '')}(改错).${format}`;
