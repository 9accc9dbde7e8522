import { describe, expect, it } from 'vitest';
import { smsProviderNames } from '../../domain/sms-profile.ts';
import { checkTemplates, worstCases } from '../../domain/template-check.ts';
import { wordingKeys } from '../../domain/wordings.ts';
import { compileProvince, provinceNames } from '../../lib/province.ts';

const provinces = provinceNames().map((name) => [name, compileProvince(name).province] as const);

describe.each(provinces)('%s', (_, province) => {
  const checked = checkTemplates(province, smsProviderNames);

  it('shows every wording, filled to the last variable', () => {
    expect(checked.map(({ key }) => key)).toEqual(wordingKeys);
    expect(checked.filter(({ usual, longest }) => /[{}]/.test(usual.text + longest.text))).toEqual([]);
  });

  it('has none that a provider would refuse', () => {
    const refused = checked.flatMap(({ key, providers }) =>
      providers.flatMap(({ provider, refusals }) => refusals.map((reason) => `${key} ${provider}: ${reason}`)),
    );
    expect(refused).toEqual([]);
  });

  it('fits whatever a recipient reads into one part, with the longest name, office and amount', () => {
    const toPeople = worstCases(province).filter(({ to }) => to === 'person');
    expect(toPeople.map(({ kind }) => kind)).toContain('granted');
    expect(toPeople.filter(({ parts }) => parts > 1)).toEqual([]);
  });

  it('is no longer than 70 on most days, whatever a recipient reads', () => {
    const usual = new Map(checked.map(({ key, usual: { characters } }) => [key, characters]));
    for (const key of ['warning-raised.person', 'missed.person', 'granted.person', 'statement.person.brought'])
      expect(usual.get(key)).toBeLessThanOrEqual(70);
  });
});

it('a longest name and an 8-character town push the visit past 70: then the name goes', () => {
  const { province } = compileProvince('gansu');
  const [visit] = worstCases(province).filter(({ kind, to }) => kind === 'warning-raised' && to === 'person');
  expect(visit?.key).toBe('warning-raised.person.plain');
  expect(visit?.characters).toBeLessThanOrEqual(70);
});
