import * as z from 'zod';
import { fullDivisionName } from '../../../domain/division.ts';
import { maskName } from '../../../domain/masking.ts';
import { maskPhone } from '../../../domain/phone.ts';
import type { Province } from '../../../domain/province.ts';
import type { PersonRecord } from '../people.ts';
import { homeOf } from './area.ts';

/** Somebody who was looked for, as anybody may see them who found them: enough to tell two people apart, no more. */
export const personMatch = z
  .object({
    id: z.string(),
    household: z.string().optional(),
    maskedName: z.string().meta({ description: '打码的姓名', example: '李**' }),
    birthYear: z.string().optional(),
    maskedPhone: z.string().optional(),
    place: z.string(),
  })
  .meta({ id: 'PersonMatch' });

export function matchView(province: Province, person: PersonRecord): z.output<typeof personMatch> {
  const home = homeOf(person, province);
  const [, birthYear] = /^\d{6}(\d{4})\d{7}[\dX]$/.exec(person.idNumber) ?? [];
  return {
    id: person.id,
    ...(person.household !== undefined && { household: person.household }),
    maskedName: maskName(person.name?.value ?? ''),
    ...(birthYear !== undefined && { birthYear }),
    ...(person.phone && { maskedPhone: maskPhone(person.phone.value) }),
    place: home === undefined ? '' : fullDivisionName(home, province.divisions),
  };
}
