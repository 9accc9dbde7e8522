import { townshipOf } from './division.ts';

/** Where somebody may be looked for, by what is known of them. Codes of any length. */
export interface Whereabouts {
  residence?: string | undefined;
  registered?: string | undefined;
  /** Area of the department that reported: better a county's list than nobody's. */
  reportedFrom: string;
}

/**
 * The township (9 digits) that works a subject's warning: residence first, then registration (or as the profile says),
 * then the reporting department's area. A code above township comes out zero-padded and is listed to that level's office.
 */
export function route(
  { residence, registered, reportedFrom }: Whereabouts,
  routeBy: 'residence' | 'registered',
): string {
  const order = routeBy === 'residence' ? [residence, registered] : [registered, residence];
  return townshipOf(order.find((code) => code !== undefined) ?? reportedFrom);
}
