import { knownTownship, townshipOf } from './division.ts';
import type { Province } from './province.ts';

/** Where somebody may be looked for, by what is known of them. Codes of any length. */
export interface Whereabouts {
  residence?: string | undefined;
  registered?: string | undefined;
  /** Area of the department that reported: better a county's list than nobody's. */
  reportedFrom: string;
}

/**
 * The township (9 digits) that works a subject's warning: residence first, then registration (or as the profile says),
 * then the reporting department's area. A code above township comes out zero-padded and is listed to that level's office;
 * so does one that the province's table does not know (abolished, too new, or of another province: then the next in line
 * counts), so that no warning is on nobody's list.
 */
export function route(
  { residence, registered, reportedFrom }: Whereabouts,
  { profile, divisions }: Pick<Province, 'profile' | 'divisions'>,
): string {
  const order = profile.scoring.routeBy === 'residence' ? [residence, registered] : [registered, residence];
  const known = [...order, reportedFrom].flatMap((code) => (code && knownTownship(code, divisions)) || []);
  return known[0] ?? townshipOf(profile.division);
}
