import type * as z from 'zod';
import type { Upload } from '../../domain/upload.ts';
import { incomingPrefix, missingParts, partsOf, type UploadPart } from '../../domain/upload-parts.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { uploadPart } from './answers.ts';
import type { UploadsPorts } from './ports.ts';

type ObjectPorts = Pick<UploadsPorts, 'objects'>;

/** Parts that are still to come, by what lies in the bucket now. */
export const partsMissing = async ({ objects }: ObjectPorts, upload: Upload): Promise<UploadPart[]> =>
  missingParts(upload, await objects.sizes(incomingPrefix(upload)));

/** Each part's place in the order of the file, from 1, as people count them. */
export function numbersOf(upload: Upload, parts: readonly UploadPart[]): number[] {
  const keys = new Set(parts.map(({ key }) => key));
  return partsOf(upload).flatMap(({ key }, index) => (keys.has(key) ? [index + 1] : []));
}

/** Where they are to be sent, for an hour from now. */
export const addressesOf = ({ objects }: ObjectPorts, parts: readonly UploadPart[]) =>
  inParallel(16, parts, async ({ key, from, to }): Promise<z.output<typeof uploadPart>> => {
    const { url, headers } = await objects.putAddress(key, to - from);
    return { url, headers: { ...headers }, from, to };
  });
