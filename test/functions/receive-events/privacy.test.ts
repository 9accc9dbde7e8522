import { expect, it } from 'vitest';
import { makeEvent, makePerson } from '../../factories.ts';
import { captured } from '../shared/captured.ts';
import { Desk } from './desk.ts';

const { idNumber, name, phone } = makePerson();

/** Whatever goes well or wrong in receiving, nobody's number, name or phone stands in a log or in an answer. */
it.each([
  ['accepted', (desk: Desk) => desk.post([makeEvent('medical-expense')])],
  [
    'with a wrong check digit',
    (desk: Desk) => desk.post(withPerson({ idNumber: `${idNumber.slice(0, 17)}${idNumber.endsWith('1') ? 2 : 1}` })),
  ],
  ['with the number as a type', (desk: Desk) => desk.post({ ...makeEvent('medical-expense'), type: idNumber })],
  [
    'with the number as its id',
    (desk: Desk) => desk.post({ ...makeEvent('medical-expense'), id: idNumber, type: 'none' }),
  ],
  ['with the phone as its source', (desk: Desk) => desk.post({ ...makeEvent('medical-expense'), source: phone })],
  ['broken off in the middle', (desk: Desk) => desk.send(JSON.stringify(makeEvent('medical-expense')).slice(0, -5))],
  ['with the ledger away', (desk: Desk) => ledgerAway(desk).post([makeEvent('medical-expense')])],
])('an event %s leaves nothing personal behind', async (_, send) => {
  let answer = '';
  const output = await captured(async () => {
    answer = (await send(await Desk.open())).text;
  });
  for (const text of [idNumber, idNumber.slice(0, 17), name, phone]) {
    expect(output).not.toContain(text);
    expect(answer).not.toContain(text);
  }
});

function withPerson(person: Record<string, unknown>) {
  return makeEvent('medical-expense', { data: { person: makePerson(1, person) } });
}

/** A driver that puts the whole item into its error, as some do. */
function ledgerAway(desk: Desk): Desk {
  desk.ledger.put = async (entries) => {
    throw new Error(`could not write ${JSON.stringify(entries)}`);
  };
  return desk;
}
