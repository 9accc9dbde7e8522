import type { Membership } from './people.ts';

/** Who is in the household now, each once: whoever left and came back has more than one stay, and only the last one runs. */
export function currentMembers(memberships: readonly Membership[]): Membership[] {
  const running = memberships.filter(({ until }) => until === undefined);
  const byPerson = new Map(running.toSorted(byBeginning).map((stay) => [stay.person, stay]));
  return [...byPerson.values()].sort((a, b) => (a.person < b.person ? -1 : 1));
}

/** The oldest stay first. */
export const byBeginning = (a: Membership, b: Membership) => (a.from < b.from ? -1 : Number(a.from > b.from));
