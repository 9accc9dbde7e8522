import type { Notice } from '../../domain/notice.ts';
import { mayDecline } from '../../domain/notice-catalogue.ts';
import type { SendSmsPorts } from './ports.ts';

/**
 * Whether whoever has this number said that they want no more of what this notice tells (退订). Told together with something that
 * may not be declined, it is told.
 */
export async function isDeclined(
  { optOuts, hasher }: Pick<SendSmsPorts, 'optOuts' | 'hasher'>,
  { kind, together }: Notice,
  phone: string | undefined,
): Promise<boolean> {
  if (phone === undefined || !mayDecline(together?.kind ?? kind)) return false;
  return (await optOuts.of(hasher.phoneKey(phone)))?.out === true;
}
