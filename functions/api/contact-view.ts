import type * as z from 'zod';
import { maskName } from '../../domain/masking.ts';
import { wantsCall } from '../../domain/person-contact.ts';
import { maskPhone } from '../../domain/phone.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { PersonRecord } from '../shared/people.ts';
import type { callingNotesView, contactView } from './contact-answers.ts';
import type { ApiPorts } from './ports.ts';

type View = z.output<typeof contactView>;

/** How somebody is best reached, masked; `household`: those of their own household, who are named where they share the phone. */
export async function contactOf(
  { people, hasher, optOuts }: Pick<ApiPorts, 'people' | 'hasher' | 'optOuts'>,
  person: PersonRecord,
  household: ReadonlyMap<string, PersonRecord>,
): Promise<View> {
  const sharing = person.phone ? await people.byPhone(hasher.phoneKey(person.phone.value)) : [];
  const others = sharing.filter((id) => id !== person.id);
  const own = others.flatMap((id) => household.get(id) ?? []);
  const said = person.phone && (await optOuts.of(hasher.phoneKey(person.phone.value)));
  const { version = 0, at, by, phoneOf, ...how } = person.contact ?? {};
  return {
    version,
    ...(person.phone && { maskedPhone: maskPhone(person.phone.value) }),
    ...(phoneOf !== undefined && { phoneOf: maskName(phoneOf) }),
    ...how,
    ...(said?.out && { declined: offsetDateTime(said.at) }),
    byCall: wantsCall(person) || !person.phone?.value.startsWith('+86'),
    sharedWith: own.map(({ id, name }) => ({ id, maskedName: maskName(name?.value ?? '') })),
    ...(others.length > own.length && { sharedOutside: others.length - own.length }),
    ...(at !== undefined && by !== undefined && { recordedAt: offsetDateTime(at), recordedBy: by }),
  };
}

/** What whoever calls reads beside the text: whose phone it is, in which language, and when not to. */
export function callingNotes({ contact }: PersonRecord): z.output<typeof callingNotesView> | undefined {
  if (!contact) return undefined;
  const { phoneOf, relation, cannotRead, language, quiet, note } = contact;
  return {
    ...(phoneOf !== undefined && { phoneOf: maskName(phoneOf) }),
    ...(relation !== undefined && { relation }),
    ...(cannotRead !== undefined && { cannotRead }),
    ...(language !== undefined && { language }),
    ...(quiet !== undefined && { quiet }),
    ...(note !== undefined && { note }),
  };
}
