import type { Signal } from '../domain/signal.ts';
import type { KeyClass, Sealer } from '../functions/shared/sealing.ts';
import type { Stores } from './one-process.ts';

/**
 * Stores in memory whose rows are sealed on the way in and opened on the way out, as those on tables do it: a handler pays
 * for the ciphers, and not for a database.
 */
export function sealedStores(inner: Stores, sealer: Sealer): Stores {
  const kept = new Map<string, { keyClass: KeyClass; document: Uint8Array<ArrayBuffer> }>();
  const seal = async (keyClass: KeyClass, place: string, value: unknown) => {
    kept.set(place, { keyClass, document: await sealer.seal(keyClass, place, value) });
  };
  const open = async (place: string) => {
    const found = kept.get(place);
    if (found) await sealer.open(found.keyClass, place, found.document);
  };
  return {
    ...inner,
    ledger: {
      ...inner.ledger,
      async put(entries) {
        for (const entry of entries) await seal('ledger', `Ledger/${entry.key}`, entry);
        return inner.ledger.put(entries);
      },
      async get(keys) {
        for (const key of keys) await open(`Ledger/${key}`);
        return inner.ledger.get(keys);
      },
    },
    people: {
      ...inner.people,
      async create(key, record) {
        await seal('people', record.id, record);
        return inner.people.create(key, record);
      },
      async update(record, before) {
        await seal('people', record.id, record);
        return inner.people.update(record, before);
      },
      async get(ids) {
        for (const id of ids) await open(id);
        return inner.people.get(ids);
      },
    },
    signals: {
      ...inner.signals,
      async record(signals, marks) {
        for (const { signal } of signals) await seal('signals', placeOf(signal), beyondKey(signal));
        return inner.signals.record(signals, marks);
      },
      async of(persons) {
        const found = await inner.signals.of(persons);
        for (const signal of [...found.values()].flat()) await open(placeOf(signal));
        return found;
      },
    },
  };
}

/** What the key says is not sealed again. A document's size decides whether it is deflated, and that what it costs. */
function beyondKey({ person: _person, kind: _kind, on: _on, eventKey: _eventKey, ...rest }: Signal) {
  return rest;
}

const placeOf = ({ person, eventKey }: { person: string; eventKey: string }) => `Signals/${person}/${eventKey}`;
