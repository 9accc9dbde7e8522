import { addDays, dayOf, startOf } from '../../domain/shanghai-day.ts';

/** What one signed request brought: the claim on its nonce and, for reconciling, the keys of its events. */
export interface RequestManifest {
  department: string;
  keyid: string;
  nonce: string;
  /** Epoch ms. */
  at: number;
  events: readonly string[];
}

export interface Requests {
  /** Claims the nonce and stores the manifest in one write. Shortly after midnight the day before is looked at as well. */
  claim(manifest: RequestManifest): Promise<'claimed' | 'replayed'>;
  /**
   * All manifests of a key on a day (Asia/Shanghai), or those behind the one with the nonce `after`: in an order that stays the
   * same, in which later ones may stand anywhere. As many are held at once as one page of the store has.
   */
  of(keyid: string, day: string, after?: string): AsyncIterable<RequestManifest>;
}

/** Milliseconds in which one signature is taken: its `created` may lie five minutes on either side of our clock. */
const SIGNATURE_LIVES = 600_000;

/** The day before, where a request that comes at `at` may have been claimed there already: nonces are kept by day. */
export function dayClaimedBefore(at: number): string | undefined {
  const day = dayOf(at);
  return at - startOf(day) < SIGNATURE_LIVES ? addDays(day, -1) : undefined;
}
