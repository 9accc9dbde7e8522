import { type Received, sentType } from '../../domain/department-totals.ts';
import type { DivisionTable } from '../../domain/division.ts';
import type { Profile } from '../../domain/profile.ts';
import type { DepartmentKey } from '../shared/access.ts';
import { claimNonce } from '../shared/claim-nonce.ts';
import type { Clock } from '../shared/clock.ts';
import type { Counters } from '../shared/counters.ts';
import type { KeyLookup } from '../shared/department-keys.ts';
import { countReceived } from '../shared/department-totals.ts';
import type { HttpRoute } from '../shared/http.ts';
import type { Ledger, LedgerEntry, PutResult } from '../shared/ledger.ts';
import { HttpProblem } from '../shared/problem.ts';
import { type Admission, admit } from '../shared/receiving/admit.ts';
import { answer, conflict, type EventResult } from '../shared/receiving/result.ts';
import { rightsOf } from '../shared/receiving/rights.ts';
import { store } from '../shared/receiving/store.ts';
import type { Requests } from '../shared/requests.ts';
import type { Hasher } from '../shared/sealing.ts';
import { verifySignature } from '../shared/signature.ts';
import { count, log } from '../shared/telemetry.ts';
import { readBatch } from './read-batch.ts';

export interface ReceivePorts {
  keys: KeyLookup;
  requests: Pick<Requests, 'claim'>;
  ledger: Pick<Ledger, 'put' | 'get'>;
  counters: Pick<Counters, 'add'>;
  hasher: Pick<Hasher, 'eventKey' | 'contentDigest'>;
  profile: Pick<Profile, 'departments'>;
  divisions?: Pick<DivisionTable, 'successors'>;
  clock: Clock;
}

/** Seconds after which a department may try again, signing anew. */
const RETRY_AFTER = '5';

/**
 * Takes a department's events: verifies whose they are, checks each one, claims the nonce, stores what is right. A 2xx means
 * that what is called accepted or duplicate stands in the ledger.
 */
export function receiveEvents(ports: ReceivePorts): HttpRoute {
  const verify = verifySignature(ports.keys, ports.clock);
  return async (request) => {
    const signed = await verify(request);
    const { single, events } = readBatch(request);
    const now = ports.clock.now();
    const admissions = await admit(ports, rightsOf(signed.key, ports.profile, ports.divisions), events, now);
    const entries = admissions.flatMap((admission) => ('entry' in admission ? [admission.entry] : []));
    // After verifying and parsing, before storing: a replay stores nothing, and what is no request uses nothing up.
    await durably(() => claimNonce(ports.requests, signed, now, [...new Set(entries.map(({ key }) => key))]));
    const stored = await durably(() => store(ports.ledger, entries));
    const results = resultsOf(admissions, new Map(entries.map((entry, i) => [entry, stored[i] ?? 'failed'])));
    tally(results);
    await rememberCounted(ports, signed.key, events, results, now);
    return answer(single, results);
  };
}

function resultsOf(admissions: readonly Admission[], stored: ReadonlyMap<LedgerEntry, PutResult>): EventResult[] {
  return admissions.map((admission) => {
    if ('result' in admission) return admission.result;
    const { entry } = admission;
    switch (stored.get(entry)) {
      case 'stored':
        return { id: entry.id, status: 'accepted' };
      case 'duplicate':
        return { id: entry.id, status: 'duplicate' };
      case 'conflict':
        return conflict(entry.id);
      default:
        throw unavailable();
    }
  });
}

/** A store that fails is the hub's fault and may be gone soon: the department is told to come again. */
async function durably<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    log.error('Events could not be stored', error);
    throw unavailable();
  }
}

const unavailable = () =>
  new HttpProblem(503, {
    detail: '有事件暂时没有存下,请稍后整批重发(重新签名);已存下的会答复 duplicate',
    headers: { 'retry-after': RETRY_AFTER },
  });

/**
 * For the department's own month. The events are in the ledger, and what is there is right whether it was counted or not: a counter
 * that fails keeps nobody from their answer.
 */
async function rememberCounted(
  { counters }: Pick<ReceivePorts, 'counters'>,
  key: DepartmentKey,
  events: readonly unknown[],
  results: readonly EventResult[],
  now: number,
): Promise<void> {
  const received = events.map((event, i) => ({ type: sentType(event), fate: FATE[results[i]?.status ?? 'invalid'] }));
  try {
    await countReceived(counters, key, received, now);
  } catch (error) {
    count('ReceivedUncounted', 1);
    log.error('What a department sent was taken and not counted', error);
  }
}

const FATE = {
  accepted: 'accepted',
  duplicate: 'duplicate',
  conflict: 'rejected',
  invalid: 'rejected',
  forbidden: 'rejected',
} as const satisfies Record<EventResult['status'], Received>;

const METRICS = {
  accepted: 'EventsAccepted',
  duplicate: 'EventsDuplicate',
  conflict: 'EventsConflicting',
  invalid: 'EventsInvalid',
  forbidden: 'EventsForbidden',
} as const;

function tally(results: readonly EventResult[]): void {
  for (const [status, metric] of Object.entries(METRICS))
    count(metric, results.filter((result) => result.status === status).length);
}
