import type { Signal } from '../signal.ts';
import type { Factor } from '../warning.ts';

/** What a subject's signals say at an instant: a function of the set of events and the instant, whatever their order. */
export interface Assessment {
  score: number;
  /** Key of the highest level reached; undefined where none is, or where nothing that may open a warning stands behind it. */
  level: string | undefined;
  /** Heaviest first; those of other members are marked `beside`. */
  factors: readonly Factor[];
  /** Epoch ms of the next instant at which this may change though nothing new comes. */
  rescoreAt: number | undefined;
}

/** One member of a subject with all signals the hub holds of them. */
export interface Member {
  person: string;
  signals: readonly Signal[];
}
