import { type Contact, covers } from '../../domain/contact.ts';
import { divisionName } from '../../domain/division.ts';
import { maskName } from '../../domain/masking.ts';
import { contactOn } from '../../domain/office.ts';
import { maskPhone } from '../../domain/phone.ts';
import { type Day, dayOf } from '../../domain/shanghai-day.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { OfficeView } from './answers.ts';
import type { OfficePorts } from './ports.ts';
import type { StandingOffice } from './standing.ts';

/** An office as staff see it: phones always masked, names too for whoever may not change it. */
export function viewOf(
  { province, clock }: Pick<OfficePorts, 'province' | 'clock'>,
  { office, change }: StandingOffice,
  { named }: { named: boolean },
): OfficeView {
  const today = dayOf(clock.now());
  const { id, role, division, name, landline, hours, villages, alsoServes = [], contacts } = office;
  return {
    id,
    role,
    division,
    divisionName: divisionName(division, province.divisions),
    name,
    landline,
    ...(hours !== undefined && { hours }),
    villages,
    alsoServes,
    contacts: contacts.map((contact) => contactView(contact, today, named)),
    reachable: contactOn(office, today) !== undefined,
    source: change?.office ? 'api' : 'file',
    version: change?.version ?? 0,
    ...(change && { changedAt: offsetDateTime(change.at), ...(named && { changedBy: change.by }) }),
  };
}

function contactView({ delegate, ...contact }: Contact, today: Day, named: boolean): OfficeView['contacts'][number] {
  const shown = <P extends { name: string; phone: string }>(person: P): P => ({
    ...person,
    name: named ? person.name : maskName(person.name),
    phone: maskPhone(person.phone),
  });
  return { ...shown(contact), ...(delegate && { delegate: shown(delegate) }), serving: covers(contact, today) };
}
