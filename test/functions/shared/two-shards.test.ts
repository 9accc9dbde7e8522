import { describe, expect, it } from 'vitest';
import { isOpen } from '../../../domain/warning.ts';
import { assess } from '../../../functions/shared/assessing/assess.ts';
import type { Warnings } from '../../../functions/shared/warnings.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

/** Assesses a call for help while another shard takes the roster, between the decision and its commit. */
async function raisedWhile(roster: ReturnType<typeof makeEvent>) {
  const hub = memoryHub();
  let met = false;
  const warnings: Warnings = {
    ...hub.ports.warnings,
    async commit(order) {
      if (!met) {
        met = true;
        await hub.take(roster);
      }
      return hub.ports.warnings.commit(order);
    },
  };
  const { idNumber } = makePerson();
  const entries = [hub.entryOf(makeEvent('self-report', { data: { person: { idNumber } } }))];
  await hub.ports.ledger.put(entries);
  await assess({ ...hub.ports, warnings })(entries);
  const person = await hub.personId(idNumber);
  const { household } = (await hub.ports.people.get([person])).get(person) ?? {};
  const subjects = [person, ...(household ? [household] : [])];
  const all = (await Promise.all(subjects.map((subject) => hub.ports.warnings.all(subject)))).flat();
  return { open: all.filter(isOpen), household, person };
}

describe('a signal and the roster that says where its person lives, in two shards at once', () => {
  it('lead to one warning, on the list of where they live', async () => {
    const { open, person } = await raisedWhile(makeEvent('roster', { data: { household: undefined } }));
    expect(open).toMatchObject([{ subject: person, township: '621122105' }]);
  });

  it('lead to one warning of the household, not to one of the person’s beside it', async () => {
    const { open, household } = await raisedWhile(makeEvent('roster'));
    expect(household).toMatch(/^h-/);
    expect(open).toMatchObject([{ subject: household, township: '621122105' }]);
  });
});
