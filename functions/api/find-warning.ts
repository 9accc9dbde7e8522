import { townshipOf, within } from '../../domain/division.ts';
import { parseWarningId, type Warning } from '../../domain/warning.ts';
import { notFound } from '../shared/problem.ts';
import { seesWarning, worksVillage } from '../shared/staff-api/area.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { ApiPorts } from './ports.ts';

/**
 * By id or by number (`W2611-…`); one outside the caller's area does not exist for them. With `seen`, whoever had it under
 * that version still finds it: a visit that was made there must not be lost because it was given to others meanwhile.
 */
export async function findWarning(
  ports: Pick<ApiPorts, 'warnings' | 'people' | 'province'>,
  staff: Staff,
  id: string,
  seen?: number,
): Promise<Warning> {
  const key = parseWarningId(id) ?? (/^W\d{4}-\d{8}$/.test(id) ? await ports.warnings.byNumber(id) : undefined);
  const warning = key && (await ports.warnings.get(key.subject, key.cycle));
  if (!warning) throw notFound();
  if (!hadIt(staff, warning, seen) && !(await seesWarning(ports, staff, warning))) throw notFound();
  return warning;
}

function hadIt(staff: Staff, { formerly = [] }: Warning, seen: number | undefined): boolean {
  const area = worksVillage(staff) ? townshipOf(staff.division) : staff.division;
  return seen !== undefined && formerly.some(({ township, until }) => seen <= until && within(area, township));
}
