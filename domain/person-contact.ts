import * as z from 'zod';

/**
 * How somebody is best reached, as those who were at the door say: a record of staff, not an event. `phoneOf` is whose the
 * phone on file is, where it is somebody else's. Sealed with the person.
 */
export const personContactSchema = z.object({
  /** Rises with each change; nothing recorded yet is 0. */
  version: z.int(),
  at: z.number(),
  by: z.string(),
  phoneOf: z.string().optional(),
  /** Of the phone's owner to the person, as people say it: 儿子. */
  relation: z.string().optional(),
  prefersCall: z.boolean().optional(),
  cannotRead: z.boolean().optional(),
  /** Language or dialect that a call should be in. */
  language: z.string().optional(),
  /** When not to be disturbed, in their own words. */
  quiet: z.string().optional(),
  note: z.string().optional(),
});
export type PersonContact = z.output<typeof personContactSchema>;

/** A text message does not reach who cannot read it: then the hotline calls. */
export const wantsCall = (person: { contact?: PersonContact | undefined } | undefined): boolean =>
  person?.contact?.prefersCall === true || person?.contact?.cannotRead === true;
