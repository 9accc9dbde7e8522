import { type Office, officeFor } from '../../domain/office.ts';
import type { Province } from '../../domain/province.ts';

/** Whom the people of a township (9 digits or more) are told to ask; without any office on file the helpline still answers. */
export function askingOffice({ profile, offices }: Pick<Province, 'profile' | 'offices'>, area: string): Office {
  const township = area.slice(0, 9);
  const office = officeFor(offices, profile.statement.askAt, township) ?? officeFor(offices, 'township', township);
  const { helpline } = profile.notices;
  return (
    office ?? {
      id: '',
      division: township,
      role: 'township',
      name: '热线',
      landline: helpline,
      contacts: [],
      villages: [],
    }
  );
}
