import { type Contact, covers } from './contact.ts';
import { contactOn, type Office, officeFor } from './office.ts';
import { type Role, roles } from './profile.ts';
import type { Province } from './province.ts';
import { addDays, type Day } from './shanghai-day.ts';

/** How soon somebody's time must end to be worth knowing, days. */
const SOON = 30;

const digits = { township: 9, county: 6, prefecture: 4, province: 2 } as const satisfies Record<Role, number>;

/** Where the ladder of a warning does not reach whom it names: of one kind, at one office or in one area. */
export interface Hole {
  kind: HoleKind;
  /** Whose messages: the visiting township's, or a role of the profile's ladder. */
  roles: Role[];
  /** The division it is told of: the office's own, or the one that holds `divisions`. */
  area: string;
  /** Who is in want: divisions of the role's own level (9, 6, 4 or 2 digits). */
  divisions: string[];
  /** Who takes it; undefined where nobody does. */
  office?: Office;
  /** Whose time ends. */
  ends?: { contact: Contact; until: Day; followed: boolean };
}

/**
 * - `no-office`: no office of the role, nor of any level above it.
 * - `no-contact`: nobody at the office can be written to on the day; only its landline is left.
 * - `falls-upward`: there is no office of the role, and one of a higher level takes what is meant for it.
 * - `urges-itself`: the office that owes the visit is the one that is told when it is late.
 * - `contact-ends`: somebody's time ends within thirty days; `followed` where others do that work on the day after.
 */
export type HoleKind = 'no-office' | 'no-contact' | 'falls-upward' | 'urges-itself' | 'contact-ends';

/** Whether a step reaches no one at all; the other holes reach somebody, though not whom the profile means. */
export const reachesNobody = ({ kind }: Pick<Hole, 'kind'>): boolean => kind === 'no-office' || kind === 'no-contact';

/**
 * Walks every township of the division table through every role that a warning's messages go to. A county without an office
 * is one hole, and not one for each of its townships.
 */
export function checkLadder({ profile, offices, divisions }: Province, today: Day): Hole[] {
  const asked = new Set<Role>(['township', ...profile.ladder.list.flatMap(({ to }) => to)]);
  const townships = Object.keys(divisions.names).filter(({ length }) => length === digits.township);
  const holes = new Map<string, Hole>();
  for (const township of townships) {
    const visiting = officeFor(offices, 'township', township);
    for (const role of roles.options.filter((each) => asked.has(each)))
      for (const hole of holesAt(role, township, officeFor(offices, role, township), visiting, today)) add(holes, hole);
  }
  return [...holes.values(), ...offices.flatMap((office) => endings(office, today))];
}

function* holesAt(
  role: Role,
  township: string,
  office: Office | undefined,
  visiting: Office | undefined,
  today: Day,
): Generator<Hole> {
  const division = township.slice(0, digits[role]);
  const lacking = { roles: [role], divisions: [division] };
  if (!office) return yield { kind: 'no-office', ...lacking, area: township.slice(0, above(role)) };
  const area = office.division;
  if (contactOn(office, today) === undefined) yield { kind: 'no-contact', ...lacking, area, office };
  if (office.role !== role)
    yield {
      kind: 'falls-upward',
      ...lacking,
      area: township.slice(0, Math.min(above(role), below(office.role))),
      office,
    };
  if (role !== 'township' && office.id === visiting?.id)
    yield { kind: 'urges-itself', roles: [role], divisions: [township], area, office };
}

/** Digits of the level above a role's, and of the one below: a province has none above it, a township none below. */
const above = (role: Role) => digits[roles.options[roles.options.indexOf(role) + 1] ?? role];
const below = (role: Role) => digits[roles.options[roles.options.indexOf(role) - 1] ?? role];

/** One hole for all divisions that are in the same want; what an office lacks is said once for all its roles. */
function add(holes: Map<string, Hole>, hole: Hole): void {
  const {
    kind,
    roles: [role],
    area,
    office,
  } = hole;
  const byRole = kind === 'no-office' || kind === 'falls-upward';
  const key = [kind, office?.id, area, byRole && role].join('|');
  const standing = holes.get(key);
  if (!standing) return void holes.set(key, hole);
  standing.roles = [...new Set([...standing.roles, ...hole.roles])];
  standing.divisions = [...new Set([...standing.divisions, ...hole.divisions])];
}

function endings(office: Office, today: Day): Hole[] {
  return office.contacts.flatMap((contact): Hole[] => {
    const { until } = contact;
    if (until === undefined || !covers(contact, today) || until > addDays(today, SOON)) return [];
    const followed = isFollowed(office, contact, addDays(until, 1));
    const ends = { contact, until, followed };
    return [{ kind: 'contact-ends', roles: [office.role], area: office.division, divisions: [], office, ends }];
  });
}

/** Somebody in a village is followed by others for the same villages, anybody else by whoever can then be written to. */
function isFollowed(office: Office, { role, villages = [] }: Contact, next: Day): boolean {
  if (role !== 'village' && role !== 'social-worker') return contactOn(office, next) !== undefined;
  const others = office.contacts.filter((other) => other.role === role && covers(other, next));
  if (villages.length === 0) return others.length > 0;
  return villages.every((village) => others.some((other) => other.villages?.includes(village)));
}
