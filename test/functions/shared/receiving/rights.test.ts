import { expect, it } from 'vitest';
import { parseEvent } from '../../../../domain/events/event.ts';
import { forbiddenBecause, rightsOf } from '../../../../functions/shared/receiving/rights.ts';
import { makeDepartmentKey, makeEvent, makePerson, NOW } from '../../../factories.ts';
import { gansu } from '../../api/hub.ts';

/** Illustrative: this county was never given another code. */
const divisions = { successors: { '621121': '621141' } };

it.each([
  ['the new code of a county, of somebody sent under the old one', '621141', '621121101', true],
  ['the old code still, of somebody sent under the new one', '621121', '621141101', true],
  ['another county', '621122', '621121101', false],
])('a key whose area is %s', (_, area, place, may) => {
  const person = makePerson(1, { residenceDivision: place, registeredDivision: undefined });
  const parsed = parseEvent(makeEvent('medical-expense', { data: { person } }), NOW);
  if (!parsed.ok) throw new Error('the sample is not valid');
  const because = forbiddenBecause(rightsOf(makeDepartmentKey({ area }), gansu.profile, divisions), parsed.event);
  expect(because === undefined).toBe(may);
});
