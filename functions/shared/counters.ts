export interface Counters {
  /** Sums over days `from`..`to` of one township: `raised#blue` → 12. */
  read(township: string, from: string, to: string): Promise<Record<string, number>>;
}
