/** China has kept UTC+8 without daylight saving since 1991. */
const OFFSET = 8 * 3_600_000;

/** An instant (epoch ms) as an interface says it: 2026-11-27T24:00 in Shanghai is 2026-11-28T00:00:00+08:00. */
export const offsetDateTime = (instant: number): string =>
  `${new Date(instant + OFFSET).toISOString().slice(0, 19)}+08:00`;
