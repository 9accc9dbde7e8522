import * as z from 'zod';
import { contactFields, delegateFields } from '../../domain/contact.ts';
import { officeFields } from '../../domain/office.ts';
import { cursorOf } from '../shared/staff-api/cursor.ts';
import { areaQuery, limit } from '../shared/staff-api/fields.ts';

export const officesQuery = z.object({
  division: areaQuery.optional(),
  limit,
  cursor: cursorOf(z.tuple([z.string()])).optional(),
});

/** A phone is never shown, so whoever changes something else of a contact leaves it out or sends it back masked. */
const phone = z
  .string({ error: '手机号要写成文字,加引号' })
  .optional()
  .meta({ description: '手机号。人没有换就不用写,或原样写回打码的号码', example: '199****1005' });

const { division: _division, role: _role, contacts: _contacts, ...written } = officeFields;

export const officeBody = z.strictObject({
  ...written,
  contacts: z
    .array(
      z.strictObject({
        ...contactFields,
        phone,
        delegate: z.strictObject({ ...delegateFields, phone }).optional(),
      }),
    )
    .default([]),
  version: z
    .int({ error: '版本号要写整数' })
    .min(0)
    .optional()
    .meta({ description: '看到的版本号,新单位写0;也可以写在 If-Match' }),
});
export type OfficeBody = z.output<typeof officeBody>;
