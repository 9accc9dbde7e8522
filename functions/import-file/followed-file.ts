import type { Upload } from '../../domain/upload.ts';
import type { ImportPorts } from './ports.ts';
import { SheetFollower } from './sheet-follower.ts';

/** Follows a file from its first row. By which it is read already counts first, then what its department confirmed before. */
export async function followerOf(
  { mappings, profile }: Pick<ImportPorts, 'mappings' | 'profile'>,
  upload: Upload,
): Promise<SheetFollower> {
  const { type, mapping: frozen } = upload;
  return new SheetFollower({ type, profile, known: await mappings(upload), frozen });
}
