import { townshipOf } from '../../domain/division.ts';
import type { PersonRecord } from './people.ts';
import type { Hasher } from './sealing.ts';

/** The keyed hashes under which somebody is found without an ID number. */
export interface LookUps {
  phones: readonly string[];
  names: readonly string[];
}

/** A name is looked for together with a township: where somebody lives, and where they are registered. */
export function lookUpsOf(
  hasher: Pick<Hasher, 'phoneKey' | 'nameKey'>,
  { phone, name, residence, registered }: Pick<PersonRecord, 'phone' | 'name' | 'residence' | 'registered'>,
): LookUps {
  const places = [residence, registered].flatMap((place) => (place ? [townshipOf(place.value)] : []));
  return {
    phones: phone ? [hasher.phoneKey(phone.value)] : [],
    names: name ? [...new Set(places)].map((township) => hasher.nameKey(name.value, township)) : [],
  };
}
