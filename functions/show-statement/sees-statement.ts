import { within } from '../../domain/division.ts';
import { presentHead } from '../shared/present-head.ts';
import { homeOf } from '../shared/staff-api/area.ts';
import type { Staff } from '../shared/staff-token.ts';
import { townshipFor } from '../shared/subject.ts';
import type { ShowStatementPorts } from './ports.ts';

/** Area by where the head lives, for village staff their village; a statement of another area does not exist for the caller. */
export async function inArea(
  { people, province }: Pick<ShowStatementPorts, 'people' | 'province'>,
  { division }: Staff,
  subject: string,
): Promise<boolean> {
  const person = subject.startsWith('h-')
    ? await presentHead(people, await people.members(subject))
    : (await people.get([subject])).get(subject);
  if (!person) return false;
  const home = homeOf(person, province);
  return within(division, townshipFor(person, province)) || (home !== undefined && within(division, home));
}
