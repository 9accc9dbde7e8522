import { fullDivisionName } from '../../domain/division.ts';
import { headAmong } from '../../domain/household-head.ts';
import type { Province } from '../../domain/province.ts';
import { currentMembers } from './current-members.ts';
import type { Membership, People, PersonRecord } from './people.ts';
import { townshipFor } from './subject.ts';

/** Whose statement somebody's aid stands on: the household's, where they live in one and the profile says so. */
export const statementSubjectOf = (
  person: Pick<PersonRecord, 'id' | 'household'> | undefined,
  { profile }: Pick<Province, 'profile'>,
): string | undefined => (profile.statement.per === 'household' ? (person?.household ?? person?.id) : person?.id);

export const nameOf = (person: PersonRecord | undefined) => person?.name?.value ?? '(未登记姓名)';

/** Who stands for the household first, then the others; those who left keep their aid, but no longer stand on its sheet. */
export async function peopleOf(people: Pick<People, 'get' | 'members'>, subject: string): Promise<PersonRecord[]> {
  const members = subject.startsWith('h-')
    ? currentMembers(await people.members(subject))
    : [{ household: subject, person: subject, relation: 'head' as const, from: '' }];
  const records = await people.get(members.map(({ person }) => person));
  const known = members.flatMap((stay) => {
    const record = records.get(stay.person);
    return record ? [{ ...stay, diedOn: record.diedOn, idNumber: record.idNumber, record }] : [];
  });
  const head = headAmong(known)?.head;
  const rank = ({ person }: Membership) => Number(person !== head?.person);
  return known.toSorted((a, b) => rank(a) - rank(b) || (a.person < b.person ? -1 : 1)).map(({ record }) => record);
}

/** The township that works for whoever stands for them, where the sheet is carried to, and how people call the place. */
export function homeOf(province: Province, head: PersonRecord | undefined) {
  const township = townshipFor(head, province);
  const residence = head?.residence?.value;
  // A code of former times leads to no village.
  const known = residence?.length === 12 && residence.startsWith(township);
  return {
    township,
    area: known ? residence : township.padEnd(12, '0'),
    place: fullDivisionName(residence ?? township, province.divisions),
  };
}
