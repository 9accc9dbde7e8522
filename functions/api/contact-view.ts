import type * as z from 'zod';
import { maskName } from '../../domain/masking.ts';
import { wantsCall } from '../../domain/person-contact.ts';
import { maskPhone } from '../../domain/phone.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { PersonRecord } from '../shared/people.ts';
import type { contactView } from './answers.ts';
import type { ApiPorts } from './ports.ts';

type View = z.output<typeof contactView>;

/** How somebody is best reached, masked; `household`: those of their own household, who are named where they share the phone. */
export async function contactOf(
  { people, hasher }: Pick<ApiPorts, 'people' | 'hasher'>,
  person: PersonRecord,
  household: ReadonlyMap<string, PersonRecord>,
): Promise<View> {
  const sharing = person.phone ? await people.byPhone(hasher.phoneKey(person.phone.value)) : [];
  const others = sharing.filter((id) => id !== person.id);
  const own = others.flatMap((id) => household.get(id) ?? []);
  const { version = 0, at, by, phoneOf, ...said } = person.contact ?? {};
  return {
    version,
    ...(person.phone && { maskedPhone: maskPhone(person.phone.value) }),
    ...(phoneOf !== undefined && { phoneOf: maskName(phoneOf) }),
    ...said,
    byCall: wantsCall(person) || !person.phone?.value.startsWith('+86'),
    sharedWith: own.map(({ id, name }) => ({ id, maskedName: maskName(name?.value ?? '') })),
    ...(others.length > own.length && { sharedOutside: others.length - own.length }),
    ...(at !== undefined && by !== undefined && { recordedAt: offsetDateTime(at), recordedBy: by }),
  };
}
