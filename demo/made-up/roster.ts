import { householdAt, type MadeUpHousehold, type MadeUpPerson, type MakingUp } from './household.ts';
import { MOST_HOUSEHOLDS } from './numbers.ts';

/** `data` of a roster event about somebody, as the wire has it. */
export function rosterData(household: MadeUpHousehold, person: MadeUpPerson) {
  return {
    person: {
      idNumber: person.idNumber,
      name: person.name,
      ...(person.phone !== undefined && { phone: person.phone }),
      registeredDivision: household.registered,
      residenceDivision: household.residence,
    },
    categories: person.categories,
    household: { id: household.id, relation: person.relation, since: household.since },
    ...(person.relation === 'head' && household.income !== undefined && { income: household.income }),
  };
}

/** A county of so many people, or some more: it ends with a whole household. One household is in memory at a time. */
export function* householdsOf(making: MakingUp, people: number): Generator<MadeUpHousehold> {
  for (let nth = 0, made = 0; made < people; nth++) {
    if (nth >= MOST_HOUSEHOLDS) throw new RangeError(`one county has numbers for about 250,000 people`);
    const household = householdAt(making, nth);
    made += household.members.length;
    yield household;
  }
}
