import type { PersonContact } from '../../domain/person-contact.ts';
import type { Day } from '../../domain/shanghai-day.ts';

/** A fact about a person with the source's clock (epoch ms): the newest wins, in whatever order they came. */
export interface Dated<T> {
  value: T;
  at: number;
}

/** Who somebody is. Number, names and phone are sealed at rest; divisions and pointers are not. */
export interface PersonRecord {
  /** `p-` and 22 random characters; never derived from the ID number, so that keys can rotate. */
  id: string;
  version: number;
  idNumber: string;
  name?: Dated<string>;
  phone?: Dated<string>;
  registered?: Dated<string>;
  residence?: Dated<string>;
  household?: string;
  diedOn?: Day;
  /** A roster has named them: their signals are kept as long as they count, not only for the off-roster days. */
  rostered?: true;
  /** The township (9 digits) on whose roster they stand; none where no roster names them any more, or they died. */
  watchedIn?: string;
  /** How they are best reached, as staff were told; no event says so, and none changes it. */
  contact?: PersonContact;
}

/** One person's time in one household; whoever comes back begins another. */
export interface Membership {
  household: string;
  person: string;
  relation: 'head' | 'spouse' | 'child' | 'parent' | 'other';
  from: Day;
  /** First day no longer in it. */
  until?: Day;
}

export type Residency = Pick<Membership, 'household' | 'person'>;

export interface People {
  /** personKey → personId; immutable once made, so read eventually and, where missing, again consistently. */
  ids(personKeys: readonly string[]): Promise<Map<string, string>>;
  get(ids: readonly string[]): Promise<Map<string, PersonRecord>>;
  /** Creates a person under its key, with its look-ups by phone, and by name with the townships of residence and registration; where the key was taken meanwhile, returns that person's id. */
  create(personKey: string, record: PersonRecord): Promise<string>;
  /** Replaces the record together with its look-ups where its stored version is `record.version - 1`; false on a conflict. */
  update(record: PersonRecord, before: PersonRecord): Promise<boolean>;
  /** All memberships of a household, ended ones and each stay of those who came back included; consistent. */
  members(household: string): Promise<Membership[]>;
  /**
   * Puts what are all the stays of each person in each household named: another stay of the same person there, put earlier
   * from what was known then, goes. Of two that begin on one day the last counts. `left`: pairs in which no stay remains at all.
   */
  putMemberships(memberships: readonly Membership[], left?: readonly Residency[]): Promise<void>;
  byPhone(phoneKey: string): Promise<string[]>;
  byName(nameKey: string): Promise<string[]>;
  /** Ids of the people `watchedIn` that township; may lag a moment behind. */
  watched(township: string): Promise<string[]>;
}
