/** What a township counted on one day (Asia/Shanghai). */
export interface CountedDay {
  day: string;
  /** `raised#blue` → 12. */
  counts: Record<string, number>;
}

export interface Counters {
  /** Sums over days `from`..`to` of one township: `raised#blue` → 12. */
  read(township: string, from: string, to: string): Promise<Record<string, number>>;
  /** The days `from`..`to` of one township on which anything was counted, oldest first. */
  days(township: string, from: string, to: string): Promise<CountedDay[]>;
  /** Adds to a day. Not together with what is counted: for what a transaction would make too dear. */
  add(township: string, day: string, counts: Readonly<Record<string, number>>): Promise<void>;
}
