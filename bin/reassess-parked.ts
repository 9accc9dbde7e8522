import { assess } from '../functions/shared/assessing/assess.ts';
import type { Connection } from './connection.ts';
import { reconcilePorts } from './stores.ts';

/**
 * Assesses parked events once more, by their ledger keys; false for one that is parked again or gone. A parking mark in the
 * ledger stays as what happened: reconciling asks whether the event left its row.
 */
export async function reassessed(connection: Connection, keys: readonly string[]): Promise<boolean[]> {
  const ports = await reconcilePorts(connection);
  const parkedAgain = new Set<string>();
  const parking = {
    send: async ({ key }: { key: string }) => {
      parkedAgain.add(key);
    },
  };
  const entries = await ports.ledger.get(keys);
  await assess({ ...ports, parking })([...entries.values()]);
  return keys.map((key) => entries.has(key) && !parkedAgain.has(key));
}
