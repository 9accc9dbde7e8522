import type { Notice } from '../../domain/notice.ts';
import { contactOn, type Reached } from '../../domain/office.ts';
import type { Province } from '../../domain/province.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import type { People, PersonRecord } from '../shared/people.ts';
import { headOf, homeOf } from '../shared/staff-api/area.ts';

export interface OfficeContactPorts {
  people: Pick<People, 'get' | 'members'>;
  province: Province;
  clock: { now(): number };
}

/** Who at an office gets a notice today; undefined where nobody serves there, or the office is no more. */
export async function officeContact(ports: OfficeContactPorts, notice: Notice): Promise<Reached | undefined> {
  const { audience } = notice;
  if (audience.to !== 'office') return undefined;
  const office = ports.province.offices.find(({ id }) => id === audience.office);
  return office && contactOn(office, dayOf(ports.clock.now()), await villageOf(ports, notice));
}

/** A number of mainland China: others take no message from here. */
export const mobileOf = (person: PersonRecord | undefined): string | undefined =>
  person?.phone?.value.startsWith('+86') ? person.phone.value : undefined;

/** The village that a township's own notice is about, where the profile writes to villages first and somebody knows it. */
async function villageOf({ people, province }: OfficeContactPorts, notice: Notice): Promise<string | undefined> {
  const { audience, warning, subject } = notice;
  const { villageFirst } = province.profile.notices;
  if (!villageFirst || audience.to !== 'office' || audience.role !== 'township' || warning === undefined)
    return undefined;
  const home = homeOf(await headOf({ people }, subject), province);
  return home?.length === 12 ? home : undefined;
}
