import * as z from 'zod';
import { SealBroken } from '../shared/aes-sealer.ts';
import { type AssessPorts, assess } from '../shared/assessing/assess.ts';
import { ledgerEntryOf } from '../shared/dynamo/ledger.ts';
import type { StoredItem } from '../shared/dynamo/table.ts';
import type { Sealer } from '../shared/sealing.ts';
import { onStream } from '../shared/stream.ts';
import { count } from '../shared/telemetry.ts';

const ledgerKey = z.object({ k: z.string() });

/** New ledger rows, assessed. A row that can never be read is parked by its key and acknowledged. */
export const assessStream = (ports: AssessPorts & { sealer: Sealer }) =>
  onStream({
    read: (item) => ledgerEntryOf(ports.sealer, item),
    run: async (entries) => {
      await assess(ports)(entries);
      count('EventsAssessed', entries.length);
    },
    unreadable: (item, error) => park(ports, item, error),
  });

/** Broken beyond reading is a sealed document that does not open or a row of another shape; a key service may come back. */
async function park(ports: AssessPorts, item: StoredItem, error: unknown): Promise<void> {
  if (!(error instanceof SealBroken || error instanceof z.ZodError)) throw error;
  const { k: key } = ledgerKey.parse(item);
  await ports.parking.send({ key, reason: 'unreadable' });
  await ports.ledger.park(key, { at: ports.clock.now(), reason: 'unreadable' });
}
