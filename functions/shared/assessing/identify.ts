import { factsOf, mergeFacts } from '../../../domain/person-facts.ts';
import { personOf } from '../../../domain/signal-of.ts';
import { inParallel } from '../in-parallel.ts';
import type { People, PersonRecord } from '../people.ts';
import type { Hasher } from '../sealing.ts';
import type { Told } from './told.ts';

export interface IdentifyPorts {
  people: Pick<People, 'ids' | 'get' | 'create' | 'update'>;
  hasher: Pick<Hasher, 'personKey'>;
  /** `p-` and 22 random characters. */
  newPersonId: () => string;
}

/** An event with the person it is about: undefined for a retraction and for a lead. */
export interface Known extends Told {
  person: PersonRecord | undefined;
}

/** Finds (or makes) the person of each event, and keeps what the events say of name, phone and places. */
export async function identify(ports: IdentifyPorts, told: readonly Told[]): Promise<Known[]> {
  const keys = new Map(told.flatMap(({ event }) => keyed(ports, event)));
  const ids = await ports.people.ids([...keys.keys()]);
  const records = await ports.people.get([...ids.values()]);
  const people = new Map<string, PersonRecord>();
  await inParallel(8, [...keys], async ([key, idNumber]) => {
    const id = ids.get(key);
    const mine = told.filter(({ event }) => personOf(event)?.idNumber === idNumber);
    people.set(idNumber, await remember(ports, key, idNumber, id ? records.get(id) : undefined, mine));
  });
  return told.map(({ entry, event }) => ({ entry, event, person: people.get(personOf(event)?.idNumber ?? '') }));
}

function keyed({ hasher }: IdentifyPorts, event: Told['event']): [string, string][] {
  const person = personOf(event);
  return person ? [[hasher.personKey(person.idNumber), person.idNumber]] : [];
}

async function remember(
  ports: IdentifyPorts,
  key: string,
  idNumber: string,
  known: PersonRecord | undefined,
  told: readonly Told[],
): Promise<PersonRecord> {
  const merged = told.reduce<PersonRecord>(
    (record, { event }) => (event.name === 'retraction' ? record : (mergeFacts(record, factsOf(event)) ?? record)),
    known ?? { id: ports.newPersonId(), version: 1, idNumber },
  );
  if (!known) {
    const id = await ports.people.create(key, merged);
    if (id === merged.id) return merged;
    // Another shard met this person first: what it wrote stands, and ours goes on top of it.
    return remember(ports, key, idNumber, (await ports.people.get([id])).get(id), told);
  }
  if (merged === known) return known;
  const next = { ...merged, version: known.version + 1 };
  if (await ports.people.update(next, known)) return next;
  return remember(ports, key, idNumber, (await ports.people.get([known.id])).get(known.id), told);
}
