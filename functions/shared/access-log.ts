/** One look at personal data: who, in which role, at whom, why. Kept from the first day: it cannot be back-filled. */
export interface AccessEntry {
  at: number;
  who: string;
  role: string;
  division: string;
  /** What was asked, e.g. `warning.read`, `person.unmask`. */
  action: string;
  /** Subject or person id; never a name or number. */
  subject: string;
  purpose?: string;
  fields?: readonly string[];
  note?: string;
}

export interface AccessLog {
  record(entry: AccessEntry): Promise<void>;
  of(subject: string): Promise<AccessEntry[]>;
}
