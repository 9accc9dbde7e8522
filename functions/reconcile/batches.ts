import type { ReconcilePlace } from '../../domain/reconcile-run.ts';
import type { Requests } from '../shared/requests.ts';

/** Events that are looked at together, and the manifest up to which they reach. */
export interface Batch {
  place: ReconcilePlace;
  /** Ledger key → at which instants requests named it. */
  named: ReadonlyMap<string, ReadonlySet<number>>;
}

export interface BatchesOrder {
  keyids: readonly string[];
  day: string;
  /** Where an earlier walk stopped. */
  place?: ReconcilePlace | undefined;
}

/** A batch is full with so many events, and holds one manifest's more at most. */
const EVENTS = 250;
/** Also signed readings leave a manifest, without events; a mark is set behind so many of them. */
const MANIFESTS = 1_000;

/**
 * A day's manifests behind a place, some hundred events at a time. The batches depend on the place alone, which is always the
 * last manifest of one: a walk that goes on sees the same ones as a walk that was not cut.
 */
export async function* batchesOf(
  requests: Pick<Requests, 'of'>,
  { keyids, day, place }: BatchesOrder,
): AsyncGenerator<Batch> {
  let named = new Map<string, Set<number>>();
  let manifests = 0;
  let last: ReconcilePlace | undefined;
  for (const keyid of keyids.filter((each) => !place || each >= place.keyid)) {
    const after = keyid === place?.keyid ? place.nonce : undefined;
    for await (const { nonce, at, events } of requests.of(keyid, day, after)) {
      for (const event of events) named.set(event, (named.get(event) ?? new Set()).add(at));
      manifests += 1;
      last = { keyid, nonce };
      if (named.size < EVENTS && manifests < MANIFESTS) continue;
      yield { place: last, named };
      named = new Map();
      manifests = 0;
      last = undefined;
    }
  }
  if (last) yield { place: last, named };
}
