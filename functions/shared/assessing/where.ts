import type { HubEvent } from '../../../domain/events/event.ts';
import type { Province } from '../../../domain/province.ts';
import { personOf } from '../../../domain/signal-of.ts';
import type { LedgerEntry } from '../ledger.ts';
import type { People, PersonRecord } from '../people.ts';
import type { Hasher } from '../sealing.ts';
import type { Mark, Signals } from '../signals.ts';
import { subjectOf } from '../subject.ts';
import { markOf, signalOfEntry } from './signal-of-entry.ts';

/** Where an assessed event must have left its row, and which subject it speaks of (none: a retraction of another's). */
export interface Place {
  row: Parameters<Signals['has']>[0] | Mark;
  subject: string | undefined;
}

export interface WherePorts {
  people: Pick<People, 'ids' | 'get'>;
  hasher: Pick<Hasher, 'personKey' | 'scoped'>;
  province: Province;
}

/** Undefined where the person is not known: then it cannot have been assessed. */
export async function whereIs(ports: WherePorts, entry: LedgerEntry, event: HubEvent): Promise<Place | undefined> {
  if (event.name === 'retraction') return { row: markOf(entry), subject: undefined };
  const about = personOf(event);
  const person = about && (await personByNumber(ports, about.idNumber));
  if (about && !person) return undefined;
  const signal = signalOfEntry(ports, { entry, event, person });
  return signal && { row: signal, subject: subjectOf(person, ports.province) ?? signal.person };
}

export async function personByNumber(
  { people, hasher }: { people: WherePorts['people']; hasher: Pick<Hasher, 'personKey'> },
  idNumber: string,
): Promise<PersonRecord | undefined> {
  const key = hasher.personKey(idNumber);
  const id = (await people.ids([key])).get(key);
  return id === undefined ? undefined : (await people.get([id])).get(id);
}
