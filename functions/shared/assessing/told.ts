import { type HubEvent, parseEvent } from '../../../domain/events/event.ts';
import { typeOf } from '../../../domain/events/schemas.ts';
import type { LedgerEntry } from '../ledger.ts';

/** An accepted event, read back from the ledger. */
export interface Told {
  entry: LedgerEntry;
  event: HubEvent;
}

/** An entry as the event it was; undefined where today's schemas refuse it. */
export function toldBy({ name, id, source, time, supersedes, data, storedAt }: LedgerEntry): HubEvent | undefined {
  const envelope = { specversion: '1.0', type: typeOf(name), id, source, time, data };
  const parsed = parseEvent({ ...envelope, ...(supersedes && { supersedes }) }, storedAt);
  return parsed.ok ? parsed.event : undefined;
}
