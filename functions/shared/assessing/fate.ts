import { warningId } from '../../../domain/warning.ts';
import type { LedgerEntry } from '../ledger.ts';
import type { Signals } from '../signals.ts';
import type { Warnings } from '../warnings.ts';
import { toldBy } from './told.ts';
import { type WherePorts, whereIs } from './where.ts';

export interface FatePorts extends WherePorts {
  signals: Pick<Signals, 'has'>;
  warnings: Pick<Warnings, 'all'>;
}

/** What became of an event, as api.md names it. */
export interface EventFate {
  status: 'stored' | 'assessed' | 'parked';
  /** The newest warning that names the event among its reasons. */
  warningId?: string;
}

export async function fateOf(ports: FatePorts, entry: LedgerEntry): Promise<EventFate> {
  if (entry.parked) return { status: 'parked' };
  const event = toldBy(entry);
  const place = event && (await whereIs(ports, entry, event));
  if (!place || !(await ports.signals.has(place.row))) return { status: 'stored' };
  const warnings = place.subject === undefined ? [] : await ports.warnings.all(place.subject);
  const named = warnings
    .filter(({ factors }) => factors.some(({ events }) => events.includes(entry.key)))
    .sort((a, b) => b.cycle - a.cycle)[0];
  return { status: 'assessed', ...(named && { warningId: warningId(named.subject, named.cycle) }) };
}
