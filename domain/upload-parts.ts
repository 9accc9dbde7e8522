import type { Upload } from './upload.ts';

/** One part of a file: an object of its own, so that which ones are there is one listing. `from` inclusive, `to` exclusive, in bytes. */
export interface UploadPart {
  key: string;
  from: number;
  to: number;
}

/** Everything of one file that was sent lies below it. */
export const incomingPrefix = ({ id }: Pick<Upload, 'id'>) => `incoming/${id}/`;
/** The file with its errors named. */
export const correctedKey = ({ id }: Pick<Upload, 'id'>) => `corrected/${id}`;
/** What the rejected rows are listed in, checkpoint by checkpoint. */
export const rejectedPrefix = ({ id }: Pick<Upload, 'id'>) => `rejected/${id}/`;

/** All parts in order. */
export function partsOf(upload: Pick<Upload, 'id' | 'bytes' | 'partBytes'>): UploadPart[] {
  const { bytes, partBytes } = upload;
  return Array.from({ length: Math.ceil(bytes / partBytes) }, (_, index) => ({
    key: `${incomingPrefix(upload)}${String(index + 1).padStart(4, '0')}`,
    from: index * partBytes,
    to: Math.min(bytes, (index + 1) * partBytes),
  }));
}

/** Parts that are not there, or not of their size. `sizes` in bytes, by key. */
export const missingParts = (
  upload: Pick<Upload, 'id' | 'bytes' | 'partBytes'>,
  sizes: ReadonlyMap<string, number>,
): UploadPart[] => partsOf(upload).filter(({ key, from, to }) => sizes.get(key) !== to - from);
