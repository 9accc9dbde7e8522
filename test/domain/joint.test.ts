import { describe, expect, it } from 'vitest';
import { jointState, mattersFor, workdaysFor } from '../../domain/joint.ts';
import { compileProvince } from '../../lib/province.ts';

const { profile: zhejiang } = compileProvince('zhejiang').province;
const { profile: gansu } = compileProvince('gansu').province;

describe('matters that a visit’s findings call for', () => {
  it('are those that the profile names for its needs, each with its department and time', () => {
    expect(mattersFor(['medical', 'employment', 'living'], zhejiang)).toEqual([
      { name: '医疗救助', department: 'medical-insurance', workdays: 5 },
      { name: '就业救助', department: 'human-resources', workdays: 10 },
    ]);
  });

  it('are none where the profile names none', () => {
    expect(mattersFor(['medical'], gansu)).toEqual([]);
    expect(mattersFor([], zhejiang)).toEqual([]);
  });

  it('sent by hand have the same time; what the profile does not know has the usual one', () => {
    expect(workdaysFor('就业救助', zhejiang)).toBe(10);
    expect(workdaysFor('别的事', zhejiang)).toBe(5);
    expect(workdaysFor('医疗救助', gansu)).toBe(5);
  });
});

it('how far they have come counts what was called off for nothing', () => {
  const statuses = ['sent', 'signed', 'returned', 'disputed', 'answered', 'cancelled'] as const;
  expect(jointState(statuses.map((status) => ({ status })))).toEqual({ opened: 5, answered: 1, open: 4 });
  expect(jointState([])).toEqual({ opened: 0, answered: 0, open: 0 });
});
