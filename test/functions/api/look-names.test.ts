import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderActs } from '../../../domain/hotline-order.ts';
import { visitActs } from '../../../domain/planned-visit-acts.ts';
import { referralActs } from '../../../domain/referral.ts';
import { needActs } from '../../../domain/service-match-acts.ts';
import { acts } from '../../../domain/warning-acts.ts';
import { fieldName, lookName, purposeName } from '../../../functions/api/look-names.ts';

const chinese = /^\p{Script=Han}+$/u;
const sources = globSync('functions/**/*.ts').map((file) => readFileSync(file, 'utf8'));
const written = [...new Set(sources.flatMap((text) => [...text.matchAll(/action: '([^']+)'/g)].map(([, it]) => it)))];
/** Actions that end with an act's name, as the code writes them: `call.${doing.act}`. */
const derived = sources.flatMap((text) => [...text.matchAll(/action: `([a-z-]+)\.\$\{/g)].map(([, of]) => of ?? ''));
const lists = { warning: acts, call: orderActs, referral: referralActs, 'planned-visit': visitActs, need: needActs };

describe('the name of a look', () => {
  it.each(written)('is known of %s', (action) => {
    expect(lookName(action ?? '')).toMatch(chinese);
  });

  it('is known of every act that there is', () => {
    expect([...new Set(derived)].sort()).toEqual(Object.keys(lists).sort());
    for (const [of, each] of Object.entries(lists))
      for (const act of each) expect(lookName(`${of}.${act}`), `${of}.${act}`).toMatch(chinese);
  });

  it('stays as it is where nobody named it', () => {
    expect(lookName('thing.touched')).toBe('thing.touched');
    expect(fieldName('idNumber')).toBe('身份证号');
    expect(fieldName('colour')).toBe('colour');
    expect(purposeName('audit')).toBe('审计');
  });
});
