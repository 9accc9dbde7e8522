/**
 * The hub's time, epoch ms. The machine's own may be minutes off, and a signature made by it would be refused: what counts
 * is by how much it differed when the page was loaded.
 */
export function hubClock(servedAt: number, now: () => number = Date.now): () => number {
  const offset = Number.isFinite(servedAt) && servedAt > 0 ? servedAt - now() : 0;
  return () => now() + offset;
}
