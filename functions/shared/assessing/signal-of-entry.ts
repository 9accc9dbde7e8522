import { joinedBy, leadId } from '../../../domain/lead.ts';
import type { Signal } from '../../../domain/signal.ts';
import { signalOf } from '../../../domain/signal-of.ts';
import type { LedgerEntry } from '../ledger.ts';
import type { Hasher } from '../sealing.ts';
import type { Mark } from '../signals.ts';
import type { Known } from './identify.ts';

/** The signal of an accepted event, with the ids that the hub gave. A lead without an ID number stands for itself. */
export function signalOfEntry(
  { hasher }: { hasher: Pick<Hasher, 'scoped'> },
  { entry, event, person }: Known,
): Signal | undefined {
  return signalOf(event, {
    eventKey: entry.key,
    person: person?.id ?? leadId(entry.key),
    source: hasher.scoped('source', event.source),
    department: entry.department,
    storedAt: entry.storedAt,
    joined: joinedBy(event),
    householdId: (id) => `h-${hasher.scoped('household', event.source, id)}`,
  });
}

/** That a retraction was assessed: it leaves no signal of its own. */
export const markOf = ({ key, storedAt }: Pick<LedgerEntry, 'key' | 'storedAt'>): Mark => ({
  person: `R#${key}`,
  eventKey: key,
  storedAt,
});
