import type { Signal } from '../signal.ts';

/** What an indicator found about one person (or, for a household's measure, about all of them). */
export interface Found {
  points: number;
  /** Newest day behind it. */
  on: string;
  /** Epoch ms at which it stops being found. */
  expiresAt: number | undefined;
  signals: readonly Signal[];
  text: string;
}

/** A finding, if any, and the instants at which the answer may differ though nothing new comes. */
export interface Finding {
  found: Found | undefined;
  changes: readonly number[];
}

export const nothing: Finding = { found: undefined, changes: [] };
