import { canonicalJson } from '../../domain/canonical-json.ts';
import { parseEvent } from '../../domain/events/event.ts';
import { type EventName, typeOf } from '../../domain/events/schemas.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import { HttpProblem } from './problem.ts';
import type { Hasher } from './sealing.ts';

export interface StoreEventPorts {
  ledger: Pick<Ledger, 'put'>;
  hasher: Pick<Hasher, 'eventKey' | 'contentDigest'>;
  clock: { now(): number };
}

/** What staff told the hub, as an event: `time` is ISO with offset, `data` as a department would have sent it. */
export interface StaffEvent {
  /** Begins with `//staff/`, which no department's key may post under. */
  source: string;
  id: string;
  name: EventName;
  data: unknown;
  time: string;
  /** Whose word it counts as: a key of the profile's departments. */
  department: string;
  /** Where it was told: the last resort of routing. */
  area?: string;
  supersedes?: string;
}

/**
 * Puts what staff said into the ledger, so that the set of events stays the whole truth; the stream then assesses it like
 * any other. `duplicate`: told before in the same words. `conflict`: the same id with other content, nothing was changed.
 * Throws 422 where the data is not valid, naming the field, and 503 where it could not be stored.
 */
export async function storeEvent(
  { ledger, hasher, clock }: StoreEventPorts,
  { source, id, name, data, time, department, area, supersedes }: StaffEvent,
): Promise<{ entry: LedgerEntry; result: 'stored' | 'duplicate' | 'conflict' }> {
  const now = clock.now();
  const [type, more] = [typeOf(name), supersedes === undefined ? {} : { supersedes }];
  const parsed = parseEvent({ specversion: '1.0', type, id, source, time, data, ...more }, now);
  if (!parsed.ok) throw new HttpProblem(422, { detail: '有内容填得不对', errors: parsed.issues });
  const entry: LedgerEntry = {
    key: hasher.eventKey(source, id),
    digest: hasher.contentDigest(canonicalJson({ type, time, data })),
    name,
    id,
    source,
    time,
    department,
    ...(area !== undefined && { area }),
    storedAt: now,
    data,
    ...more,
  };
  const [result] = await ledger.put([entry]);
  if (result === undefined || result === 'failed')
    throw new HttpProblem(503, { detail: '暂时没有存下,请稍后再试', headers: { 'retry-after': '5' } });
  return { entry, result };
}
