import { expect, it } from 'vitest';
import { callStanding } from '../../domain/call-standing.ts';

it.each([
  [[], 'open'],
  [['reached'], 'done'],
  [['refused'], 'done'],
  [['no-answer', 'no-answer'], 'open'],
  [['no-answer', 'no-answer', 'no-answer'], 'given-up'],
  [['wrong-number', 'other-person', 'no-answer'], 'given-up'],
  [['no-answer', 'no-answer', 'reached'], 'done'],
] as const)('a call with the attempts %j is %s', (results, standing) => {
  expect(callStanding(results)).toBe(standing);
});
