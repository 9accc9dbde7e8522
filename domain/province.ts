import * as z from 'zod';
import { type Calendar, CalendarSchema } from './calendar.ts';
import type { DivisionTable } from './division.ts';
import { divisionChange } from './division-changes.ts';
import { type Office, officeSchema } from './office.ts';
import { type Profile, profileSchema } from './profile.ts';

/** Everything that is particular to one province, as compiled beside each function's bundle. */
export interface Province {
  /** First 16 hex digits of the hash of the content: what a warning names as the rules that judged it. */
  version: string;
  profile: Profile;
  offices: readonly Office[];
  calendar: Calendar;
  divisions: DivisionTable;
}

/** `province.json`. The profile stands in it as written in the YAML, so that what is archived is what the admin wrote. */
const provinceSchema = z.object({
  version: z.string(),
  profile: profileSchema,
  offices: z.array(officeSchema),
  calendar: CalendarSchema,
  divisions: z.object({
    asOf: z.string(),
    names: z.record(z.string(), z.string()),
    changes: z.array(divisionChange).optional(),
  }),
});

/** Throws a ZodError where the JSON is no compiled province: a defect of the deployment, not of an event. */
export function parseProvince(json: unknown): Province {
  return provinceSchema.parse(json);
}
