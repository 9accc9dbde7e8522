import { fileKeyid } from '../shared/file-keyid.ts';
import type { LedgerEntry, PutResult } from '../shared/ledger.ts';
import { store } from '../shared/receiving/store.ts';
import { SafeError } from '../shared/safe-error.ts';
import type { HeldUpload } from './held-upload.ts';
import type { ImportPorts } from './ports.ts';

/**
 * Names the events of one step in a manifest, for reconciling, and then puts them into the ledger. The manifest's nonce holds the
 * version of the upload and the instant, so that a step that is tried again names what it stores at the instant at which it
 * does: by that instant reconciling knows which manifest an event came with. Throws where the ledger did not take one of them:
 * the step is tried again, and what was stored by then is a duplicate.
 */
export async function storeEntries(
  ports: Pick<ImportPorts, 'requests' | 'ledger' | 'clock'>,
  held: HeldUpload,
  entries: readonly LedgerEntry[],
): Promise<Exclude<PutResult, 'failed'>[]> {
  if (entries.length === 0) return [];
  held.stillHeld();
  const { id, department, version } = held.upload;
  const at = ports.clock.now();
  const events = entries.map(({ key }) => key);
  await ports.requests.claim({
    department,
    keyid: fileKeyid(department),
    nonce: `${id}#${version}#${events[0]}#${at}`,
    at,
    events,
  });
  const results = await store(
    ports.ledger,
    entries.map((entry) => ({ ...entry, storedAt: at })),
  );
  return results.map((result) => {
    if (result === 'failed') throw new SafeError('ledger-busy', 'the ledger did not take all rows of a chunk');
    return result;
  });
}
