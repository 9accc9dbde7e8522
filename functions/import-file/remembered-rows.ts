import type { Upload } from '../../domain/upload.ts';
import { DRY, type NewestRow } from '../shared/newest.ts';
import type { ImportPorts } from './ports.ts';
import { scopeOf } from './row-events.ts';

type RememberPorts = Pick<ImportPorts, 'newest' | 'hasher'>;

/** Where a trial keeps what it read, so that it tells what stands twice in the file; it is gone after a day. */
export const scratchScope = (ports: RememberPorts, upload: Upload) => `${DRY}${upload.id}#${scopeOf(ports, upload)}`;

/** The newest rows as this file sees them: a trial sees what stands, and writes only beside it. */
export function rememberedRows(ports: RememberPorts, upload: Upload) {
  const { newest } = ports;
  const scope = scopeOf(ports, upload);
  const scratch = scratchScope(ports, upload);
  const own = upload.dryRun ? scratch : scope;
  return {
    async get(keys: readonly string[]): Promise<Map<string, NewestRow>> {
      const standing = await newest.get(scope, keys);
      return new Map([...standing, ...(upload.dryRun ? await newest.get(scratch, keys) : [])]);
    },
    put: (rows: readonly NewestRow[]) => newest.put(own, rows),
  };
}
