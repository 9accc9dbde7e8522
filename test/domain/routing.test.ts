import { describe, expect, it } from 'vitest';
import { route } from '../../domain/routing.ts';
import { compileProvince } from '../../lib/province.ts';

const { province } = compileProvince('gansu');
const jingdezhen = compileProvince('jiangxi').province;
const registeredFirst = {
  ...province,
  profile: { ...province.profile, scoring: { ...province.profile.scoring, routeBy: 'registered' as const } },
};

describe('who works a warning', () => {
  it.each([
    ['the residence first', { residence: '621121101202', registered: '621122105' }, '621121101'],
    ['then the registration', { registered: '621122105' }, '621122105'],
    ['then where the report came from', {}, '621121000'],
    ['a county, zero-padded, for a township the table does not know', { residence: '621121999' }, '621121000'],
    ['the province for a county it does not know', { residence: '629999101' }, '620000000'],
    [
      'the registration for a residence in another province',
      { residence: '330727100', registered: '621122105' },
      '621122105',
    ],
  ])('%s', (_, places, township) => {
    expect(route({ ...places, reportedFrom: '621121' }, province)).toBe(township);
  });

  it('the registration first where the profile says so', () => {
    const places = { residence: '621121101', registered: '621122105', reportedFrom: '62' };
    expect(route(places, registeredFirst)).toBe('621122105');
  });

  it('a city’s own stack keeps who lives elsewhere on the city’s list, not on nobody’s', () => {
    expect(route({ residence: '330727100', reportedFrom: '3602' }, jingdezhen)).toBe('360200000');
  });
});
