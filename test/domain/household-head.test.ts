import { expect, it } from 'vitest';
import { headAmong, type Present } from '../../domain/household-head.ts';
import { makeIdentityNumber } from '../../domain/identity-number.ts';

const one = (
  person: string,
  relation: Present['relation'],
  rest: Partial<Present> & { born?: string } = {},
): Present => {
  const { born = '19700101', ...more } = rest;
  return { person, relation, from: '2020-01-01', idNumber: makeIdentityNumber('621121', born, 1), ...more };
};
const dead = { diedOn: '2026-11-01' };

it.each([
  ['the head', [one('b', 'head'), one('a', 'spouse')], 'b', false],
  ['of two heads the one named last', [one('a', 'head'), one('b', 'head', { from: '2026-03-01' })], 'b', false],
  [
    'the spouse of a dead head',
    [one('a', 'head', dead), one('b', 'parent', { born: '19400101' }), one('c', 'spouse')],
    'c',
    true,
  ],
  [
    'the eldest, where there is no spouse',
    [one('a', 'head', dead), one('b', 'child', { born: '20120101' }), one('c', 'child', { born: '20000101' })],
    'c',
    true,
  ],
  [
    'the eldest child, where only children are left',
    [one('a', 'head', dead), one('b', 'child', { born: '20140101' }), one('c', 'child', { born: '20120101' })],
    'c',
    true,
  ],
  ['not a dead spouse', [one('a', 'head', dead), one('b', 'spouse', dead), one('c', 'child')], 'c', true],
  ['nobody in anybody’s stead, where no roster names a head', [one('a', 'spouse'), one('b', 'child')], 'a', false],
  ['the head still, where all are dead', [one('a', 'spouse', dead), one('b', 'head', dead)], 'b', false],
  [
    'last who has a number that tells no birthday',
    [one('a', 'head', dead), one('b', 'other', { idNumber: 'ABC123456789012' }), one('c', 'child')],
    'c',
    true,
  ],
] as const)('stands for a household: %s', (_, present, person, acting) => {
  const chosen = headAmong(present);
  expect([chosen?.head.person, chosen?.acting]).toEqual([person, acting]);
});

it('nobody stands for an empty household', () => {
  expect(headAmong([])).toBeUndefined();
});
