import { lookUpsOf } from '../look-ups.ts';
import type { Membership, People, PersonRecord } from '../people.ts';
import type { Hasher } from '../sealing.ts';
import { entryOf } from './entry-of.ts';

type LookUpKeys = Pick<Hasher, 'phoneKey' | 'nameKey'>;

export function memoryPeople(hasher: LookUpKeys): People {
  const ids = new Map<string, string>();
  const records = new Map<string, PersonRecord>();
  /** household → person → beginning → stay */
  const households = new Map<string, Map<string, Map<string, Membership>>>();
  const peopleIn = (household: string) =>
    entryOf(households, household, () => new Map<string, Map<string, Membership>>());
  /** hashed phone or name → ids */
  const lookUps = new Map<string, Set<string>>();

  function keep(record: PersonRecord, before?: PersonRecord): void {
    records.set(record.id, Object.freeze({ ...record }));
    const now = new Set(lookUpKeys(hasher, record));
    for (const key of before ? lookUpKeys(hasher, before) : []) if (!now.has(key)) lookUps.get(key)?.delete(record.id);
    for (const key of now) entryOf(lookUps, key, () => new Set<string>()).add(record.id);
  }

  return {
    ids: async (keys) => pick(ids, keys),
    get: async (wanted) => pick(records, wanted),
    async create(personKey, record) {
      const taken = ids.get(personKey);
      if (taken !== undefined) return taken;
      ids.set(personKey, record.id);
      keep(record);
      return record.id;
    },
    async update(record, before) {
      if (records.get(record.id)?.version !== record.version - 1) return false;
      keep(record, before);
      return true;
    },
    members: async (household) =>
      [...(households.get(household)?.values() ?? [])].flatMap((stays) => [...stays.values()]),
    async putMemberships(memberships, left = []) {
      for (const { household, person } of [...memberships, ...left]) peopleIn(household).delete(person);
      for (const stay of memberships)
        entryOf(peopleIn(stay.household), stay.person, () => new Map<string, Membership>()).set(
          stay.from,
          Object.freeze({ ...stay }),
        );
    },
    byPhone: async (phoneKey) => [...(lookUps.get(phoneKey) ?? [])],
    byName: async (nameKey) => [...(lookUps.get(nameKey) ?? [])],
    watched: async (township) =>
      [...records.values()].filter((each) => each.watchedIn === township).map(({ id }) => id),
  };
}

/** Phones and names are hashed apart, so that their keys never meet. */
function lookUpKeys(hasher: LookUpKeys, record: PersonRecord): string[] {
  const { phones, names } = lookUpsOf(hasher, record);
  return [...phones, ...names];
}

function pick<V>(map: ReadonlyMap<string, V>, keys: readonly string[]): Map<string, V> {
  const found = new Map<string, V>();
  for (const key of keys) {
    const value = map.get(key);
    if (value !== undefined) found.set(key, value);
  }
  return found;
}
