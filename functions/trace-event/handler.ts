import * as z from 'zod';
import type { Province } from '../../domain/province.ts';
import { warningId } from '../../domain/warning.ts';
import { toldBy } from '../shared/assessing/told.ts';
import { whereIs } from '../shared/assessing/where.ts';
import { claimNonce } from '../shared/claim-nonce.ts';
import type { Clock } from '../shared/clock.ts';
import type { KeyLookup } from '../shared/department-keys.ts';
import { type HttpRoute, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import type { Ledger, LedgerEntry } from '../shared/ledger.ts';
import type { People } from '../shared/people.ts';
import { notFound } from '../shared/problem.ts';
import type { Requests } from '../shared/requests.ts';
import type { Hasher } from '../shared/sealing.ts';
import type { Signals } from '../shared/signals.ts';
import { verifySignature } from '../shared/signature.ts';
import type { Warnings } from '../shared/warnings.ts';

export interface TracePorts {
  keys: KeyLookup;
  requests: Pick<Requests, 'claim'>;
  ledger: Pick<Ledger, 'get'>;
  people: Pick<People, 'ids' | 'get'>;
  signals: Pick<Signals, 'has'>;
  warnings: Pick<Warnings, 'all'>;
  hasher: Pick<Hasher, 'eventKey' | 'personKey' | 'scoped'>;
  province: Province;
  clock: Clock;
}

/** What became of an event, as api.md names it. */
export interface EventFate {
  status: 'stored' | 'assessed' | 'parked';
  /** The newest warning that names the event among its reasons. */
  warningId?: string;
}

const attribute = z.string().min(1).max(200);
const query = z.object({ source: attribute, id: attribute });

/** Tells a department what became of one of its events; another department's is not found. */
export function traceEvent(ports: TracePorts): HttpRoute {
  const verify = verifySignature(ports.keys, ports.clock);
  return route({ query }, async ({ query: { source, id } }, request) => {
    const signed = await verify(request);
    await claimNonce(ports.requests, signed, ports.clock.now());
    const key = ports.hasher.eventKey(source, id);
    const entry = (await ports.ledger.get([key])).get(key);
    if (entry?.department !== signed.key.department) throw notFound('没有收到过这个事件,请核对 source 和 id');
    return json(200, await fateOf(ports, entry));
  });
}

async function fateOf(ports: TracePorts, entry: LedgerEntry): Promise<EventFate> {
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
