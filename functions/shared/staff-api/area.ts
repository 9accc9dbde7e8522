import { currentCode, normalizeDivision, townshipOf, within } from '../../../domain/division.ts';
import type { Province } from '../../../domain/province.ts';
import type { Warning } from '../../../domain/warning.ts';
import type { People, PersonRecord } from '../people.ts';
import { presentHead } from '../present-head.ts';
import { HttpProblem, notFound } from '../problem.ts';
import type { Staff } from '../staff-token.ts';
import { townshipsOf } from '../townships.ts';
import type { Warnings } from '../warnings.ts';

export interface AreaPorts {
  people: Pick<People, 'get' | 'members'>;
  warnings: Pick<Warnings, 'latest'>;
  province: Province;
}

/** The part of the caller's area that is asked for; outside of it nothing exists (404). */
export function askedArea({ division }: Staff, asked: string | undefined): string {
  if (asked === undefined) return division;
  const area = areaCode(asked);
  if (within(division, area)) return area;
  if (within(area, division)) return division;
  throw notFound();
}

function areaCode(code: string): string {
  if (/^[1-9]\d(\d{2})?$/.test(code)) return code;
  const parsed = normalizeDivision(code);
  if (parsed.ok) return parsed.value;
  const errors = [{ path: 'division', code: parsed.refusal.code, message: parsed.refusal.message }];
  throw new HttpProblem(400, { detail: '有内容填得不对', errors });
}

/**
 * Area is in the key: the lists of warnings, and the places of names, that lie inside an area. A township that the table
 * does not know yet has its own all the same.
 */
export function townshipsWithin(province: AreaPorts['province'], area: string): string[] {
  const inside = townshipsOf(province).filter((township) => within(townshipOf(area), nowOf(township, province)));
  if (area.length < 9) return inside;
  return [...new Set([townshipOf(area), ...inside])];
}

/** The code that counts today for one that stood in a record. */
const nowOf = (code: string, { divisions }: Pick<AreaPorts['province'], 'divisions'>) => currentCode(code, divisions);

/** Staff of one village have a code below the township that a warning is listed by. */
export const worksVillage = ({ division }: Staff): boolean => division.length === 12;

/** Where somebody lives (居住地) and is registered (户籍地), by the codes of today. */
export function placesOf(
  person: PersonRecord | undefined,
  province: Pick<AreaPorts['province'], 'divisions'>,
): { residence: string | undefined; registered: string | undefined } {
  const { residence, registered } = person ?? {};
  return {
    residence: residence && nowOf(residence.value, province),
    registered: registered && nowOf(registered.value, province),
  };
}

/** Where somebody lives as the profile routes by; undefined where no division is known. */
export function homeOf(person: PersonRecord | undefined, province: AreaPorts['province']): string | undefined {
  const { residence, registered } = placesOf(person, province);
  return province.profile.scoring.routeBy === 'residence' ? (residence ?? registered) : (registered ?? residence);
}

/** A person without a known division is the province's own business. */
export const seesPerson = (staff: Staff, person: PersonRecord, province: AreaPorts['province']): boolean =>
  within(staff.division, homeOf(person, province) ?? townshipOf(province.profile.division));

/** Village staff see the warnings of households that live in their village. */
export async function seesWarning(
  ports: AreaPorts,
  staff: Staff,
  { subject, township }: Pick<Warning, 'subject' | 'township'>,
): Promise<boolean> {
  const list = nowOf(township, ports.province);
  if (!within(worksVillage(staff) ? townshipOf(staff.division) : staff.division, list)) return false;
  if (!worksVillage(staff)) return true;
  const home = homeOf(await headOf(ports, subject), ports.province);
  return home !== undefined && within(staff.division, home);
}

/** By where the head lives; where nobody knows that, by who works the newest warning. */
export async function seesSubject(ports: AreaPorts, staff: Staff, subject: string): Promise<boolean> {
  const head = await headOf(ports, subject);
  const home = homeOf(head, ports.province);
  if (home !== undefined) return within(staff.division, home);
  const latest = await ports.warnings.latest(subject);
  if (latest) return within(staff.division, nowOf(latest.township, ports.province));
  return head !== undefined && within(staff.division, townshipOf(ports.province.profile.division));
}

/** Who stands for a household, else whoever was in it last; the person itself; nobody for a lead. */
export async function headOf(
  { people }: Pick<AreaPorts, 'people'>,
  subject: string,
): Promise<PersonRecord | undefined> {
  if (subject.startsWith('h-')) return presentHead(people, await people.members(subject));
  return (await people.get([subject])).get(subject);
}
