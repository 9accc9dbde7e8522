import type { Notice } from '../../domain/notice.ts';
import { mayDecline } from '../../domain/notice-catalogue.ts';
import type { OptOuts } from './opt-outs.ts';
import type { People } from './people.ts';
import type { Hasher } from './sealing.ts';

export interface DeclinedPorts {
  optOuts: Pick<OptOuts, 'of'>;
  hasher: Pick<Hasher, 'phoneKey'>;
}

/**
 * Whether whoever has this number said that they want no more of what this notice tells (退订). Told together with something that
 * may not be declined, it is told.
 */
export async function isDeclined(
  { optOuts, hasher }: DeclinedPorts,
  { kind, together }: Notice,
  phone: string | undefined,
): Promise<boolean> {
  if (phone === undefined || !mayDecline(together?.kind ?? kind)) return false;
  return (await optOuts.of(hasher.phoneKey(phone)))?.out === true;
}

/** Those of the notices that their recipients declined, as far as it is known now: they are told with nothing else either. */
export async function declinedAmong(
  ports: DeclinedPorts & { people: Pick<People, 'get'> },
  notices: readonly Notice[],
): Promise<ReadonlySet<Notice>> {
  const declinable = notices.flatMap((notice) =>
    mayDecline(notice.kind) && notice.audience.to === 'person' ? [{ notice, person: notice.audience.person }] : [],
  );
  const known = await ports.people.get([...new Set(declinable.map(({ person }) => person))]);
  const declined = new Set<Notice>();
  for (const { notice, person } of declinable)
    if (await isDeclined(ports, notice, known.get(person)?.phone?.value)) declined.add(notice);
  return declined;
}
