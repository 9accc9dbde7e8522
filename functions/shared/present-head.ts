import { headAmong } from '../../domain/household-head.ts';
import { currentMembers } from './current-members.ts';
import type { Membership, People, PersonRecord } from './people.ts';

/**
 * Who stands for these members now. The others' records are read only where the one whom the rosters call head is dead, or
 * is not the only one: commonly it is one read.
 */
export async function presentHead(
  people: Pick<People, 'get'>,
  members: readonly Membership[],
): Promise<PersonRecord | undefined> {
  const running = currentMembers(members);
  const present = running.length > 0 ? running : members;
  const [only, ...others] = present.filter(({ relation }) => relation === 'head');
  if (only && others.length === 0) {
    const head = (await people.get([only.person])).get(only.person);
    if (head && !head.diedOn) return head;
  }
  const records = await people.get(present.map(({ person }) => person));
  const chosen = headAmong(present.map((stay) => ({ ...stay, ...facts(records.get(stay.person)) })));
  return chosen && records.get(chosen.head.person);
}

const facts = (record: PersonRecord | undefined) => ({ diedOn: record?.diedOn, idNumber: record?.idNumber });
