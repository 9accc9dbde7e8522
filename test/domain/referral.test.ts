import { describe, expect, it } from 'vitest';
import { openReferralActs, referralActs, referralStatus, referralTransitions } from '../../domain/referral.ts';

describe('the states of a referral', () => {
  it.each([
    ['sent', ['sign', 'return', 'feedback', 'cancel']],
    ['signed', ['return', 'feedback', 'cancel']],
    ['returned', ['resend', 'cancel']],
    ['disputed', ['assign', 'cancel']],
    ['answered', []],
    ['cancelled', []],
  ] as const)('%s: %j is open, and nothing else', (status, open) => {
    expect(openReferralActs({ status, binding: false })).toEqual(open);
  });

  it('what the county assigned cannot be returned', () => {
    expect(openReferralActs({ status: 'sent', binding: true })).toEqual(['sign', 'feedback', 'cancel']);
    expect(openReferralActs({ status: 'signed', binding: true })).toEqual(['feedback', 'cancel']);
  });

  it('every status can be reached from the first, and each act leads somewhere', () => {
    const reached = new Set<string>(['sent', 'disputed']);
    for (let before = 0; before < reached.size; ) {
      before = reached.size;
      for (const status of referralStatus.options) {
        if (reached.has(status)) for (const next of Object.values(referralTransitions[status])) reached.add(next);
      }
    }
    expect([...reached].sort()).toEqual([...referralStatus.options].sort());
    const used = referralStatus.options.flatMap((status) => Object.keys(referralTransitions[status]));
    expect([...new Set(used)].sort()).toEqual([...referralActs].sort());
  });
});
