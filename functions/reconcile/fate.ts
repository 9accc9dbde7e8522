import { toldBy } from '../shared/assessing/told.ts';
import { whereIs } from '../shared/assessing/where.ts';
import type { LedgerEntry } from '../shared/ledger.ts';
import type { ReconcilePorts } from './ports.ts';

/** What became of an accepted event; `subject`: of whom it speaks, where it was assessed. */
export interface Fate {
  entry: LedgerEntry;
  fate: 'assessed' | 'parked' | 'missing';
  subject?: string | undefined;
}

export async function fateOf(ports: ReconcilePorts, entry: LedgerEntry): Promise<Fate> {
  if (entry.parked) return { entry, fate: 'parked' };
  const event = toldBy(entry);
  const place = event && (await whereIs(ports, entry, event));
  if (!place || !(await ports.signals.has(place.row))) return { entry, fate: 'missing' };
  return { entry, fate: 'assessed', subject: place.subject };
}
