import { canonicalJson } from '../../../domain/canonical-json.ts';
import { nameOf } from '../../../domain/events/schemas.ts';
import type { Province } from '../../../domain/province.ts';
import { assess } from '../../../functions/shared/assessing/assess.ts';
import type { LedgerEntry } from '../../../functions/shared/ledger.ts';
import type { makeEvent } from '../../factories.ts';
import { makeHub } from './hub.ts';

type Sent = ReturnType<typeof makeEvent>;

/** The api over stores in memory, with events that come in and are assessed as they do. */
export function eventfulHub(province?: Province) {
  const hub = makeHub(province);
  const { stores, hasher, ports, clock } = hub;
  const look = assess({ ...ports, ...stores, hasher, smsAvailable: true, parking: { send: async () => {} } });

  function entryOf({ id, source, type, time, data, ...rest }: Sent & { supersedes?: string }): LedgerEntry {
    const name = nameOf(type);
    if (!name) throw new Error('no such type');
    const digest = hasher.contentDigest(canonicalJson({ type, time, data }));
    const department = source.split(/[:/]+/).at(-1) ?? '';
    const { supersedes } = rest;
    const own = { key: hasher.eventKey(source, id), digest, name, id, source, time, department };
    return { ...own, storedAt: clock.at, data, ...(supersedes !== undefined && { supersedes }) };
  }

  return {
    ...hub,
    /** Stores events and assesses them as one batch. */
    async take(...events: Sent[]): Promise<LedgerEntry[]> {
      const entries = events.map(entryOf);
      await stores.ledger.put(entries);
      await look(entries);
      return entries;
    },
    /** Assesses what staff put into the ledger themselves, as its stream would. */
    async assessStored(...keys: string[]): Promise<void> {
      await look([...(await stores.ledger.get(keys)).values()]);
    },
    async personId(idNumber: string): Promise<string> {
      const key = hasher.personKey(idNumber);
      return (await stores.people.ids([key])).get(key) ?? '';
    },
  };
}
