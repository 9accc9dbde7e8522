import { joinedBy, LEADS_SOURCE } from '../../../domain/lead.ts';
import type { Ledger } from '../ledger.ts';
import type { Signals, Tombstone } from '../signals.ts';
import type { Known } from './identify.ts';

/** That one event takes another's signal away: by keys in the ledger. */
export interface Taken {
  target: string;
  by: string;
  reason: string;
}

/**
 * When the hub first heard of each joined lead (epoch ms, by the lead's event). A report is no younger for its person's
 * having been found: one whose lead was verified already sends nobody out again.
 */
export async function heardAt(
  { ledger }: { ledger: Pick<Ledger, 'get'> },
  known: readonly Known[],
): Promise<Map<string, number>> {
  const leads = known.flatMap(({ event }) => joinedBy(event) ?? []);
  if (leads.length === 0) return new Map();
  return new Map([...(await ledger.get(leads))].map(([key, { storedAt }]) => [key, storedAt]));
}

/**
 * A department that takes its lead back takes back also what it was joined to. Both sides write first and then read the
 * lead's one tombstone, of which the first stays: here the retraction sees that a join was first.
 */
export async function joinsTakenBack(
  { signals, ledger }: { signals: Pick<Signals, 'tombstones'>; ledger: Pick<Ledger, 'get'> },
  taken: readonly Taken[],
): Promise<Taken[]> {
  if (taken.length === 0) return [];
  const standing = await signals.tombstones(taken.map(({ target }) => target));
  const overtaken = taken.flatMap(({ target, by, reason }) => {
    const first = standing.get(target)?.by;
    return first === undefined || first === by ? [] : [{ target: first, by, reason }];
  });
  if (overtaken.length === 0) return [];
  const entries = await ledger.get(overtaken.map(({ target }) => target));
  return overtaken.filter(({ target }) => entries.get(target)?.source === LEADS_SOURCE);
}

/** And here the join sees that the lead had been taken back before it. */
export function leadTakenBack({ event, entry }: Known, tombstones: ReadonlyMap<string, Tombstone>): boolean {
  const lead = joinedBy(event);
  return lead !== undefined && tombstones.get(lead)?.by !== entry.key;
}
