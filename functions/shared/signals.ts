import type { Signal } from '../../domain/signal.ts';

/** That an event was assessed though it left no signal of its own: a retraction, or one about nobody. */
export interface Mark {
  person: string;
  eventKey: string;
  storedAt: number;
}

export interface Tombstone {
  /** The retracted event. */
  target: string;
  /** The retraction (or superseding event) that did it. */
  by: string;
  at: number;
  reason: string;
}

export interface Signals {
  /** Writes signals and marks; writing one again changes nothing. Unprocessed items are retried, then thrown. `township` feeds the benefits index. */
  record(
    signals: readonly { signal: Signal; township: string; expiresAt?: number }[],
    marks?: readonly Mark[],
  ): Promise<void>;
  /** All signals of these people, retracted ones marked; consistent. A person without any maps to an empty list. */
  of(persons: readonly string[]): Promise<Map<string, Signal[]>>;
  tombstones(targets: readonly string[]): Promise<Map<string, Tombstone>>;
  /** The first tombstone of a target stays. */
  bury(tombstone: Tombstone): Promise<void>;
  /** Marks one stored signal retracted; nothing happens where it is not there yet. */
  markRetracted(signal: Pick<Signal, 'person' | 'kind' | 'on' | 'eventKey'>): Promise<void>;
  /** Whether the event left its row: the signal, or its mark. */
  has(row: Pick<Signal, 'person' | 'kind' | 'on' | 'eventKey'> | Mark): Promise<boolean>;
  /** People of a township with a grant that counts in one of the months `from`..`to` (`YYYY-MM`). */
  benefiting(township: string, from: string, to: string): Promise<string[]>;
}
