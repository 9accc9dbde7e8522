import { within } from '../../domain/division.ts';
import { type Office, servedBy } from '../../domain/office.ts';
import { roles } from '../../domain/profile.ts';
import { type OfficeChange, officesWith } from '../shared/offices.ts';
import { notFound } from '../shared/problem.ts';
import { may } from '../shared/staff-api/permissions.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { OfficePorts } from './ports.ts';

/** An office as it stands now, and the last change of it where there was one. */
export interface StandingOffice {
  office: Office;
  change?: OfficeChange;
}

/** Every office of the province as it stands now. */
export async function standingOffices({ offices, province }: OfficePorts): Promise<StandingOffice[]> {
  const changes = await offices.all();
  const byId = new Map(changes.map((change) => [change.id, change]));
  return officesWith(province.offices, changes).map((office) => {
    const change = byId.get(office.id);
    return { office, ...(change && { change }) };
  });
}

/** What an id names, whether or not such an office is there. Throws 404 where it is no office's id. */
export function parseOfficeId(id: string): Pick<Office, 'id' | 'role' | 'division'> {
  const [, level, division = ''] = /^([a-z]+)-(\d{2,9})$/.exec(id) ?? [];
  const role = roles.safeParse(level);
  if (!role.success) throw notFound();
  return { id, role: role.data, division };
}

/** Whether an office works in an area, or, for part of a township, for it. */
export const worksIn = (office: Pick<Office, 'division' | 'alsoServes'>, area: string): boolean =>
  servedBy(office).some((code) => within(area, code) || (code.length === 9 && within(code, area)));

/** Admins keep every office of their area, a county those of its townships. */
export const mayChange = ({ role, division }: Staff, office: Pick<Office, 'role' | 'division'>): boolean =>
  may(role, 'offices.write') && within(division, office.division) && (role === 'admin' || office.role === 'township');
