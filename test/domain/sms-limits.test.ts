import { describe, expect, it } from 'vitest';
import { capsOf, limitsOf } from '../../domain/sms-limits.ts';

const message = { provider: 'aliyun', to: 'v1:hash', template: 'granted', text: 'digest', parts: 2 };
const all = { perSecond: 3, perDay: 10, perRecipientDay: 5, sameTextSeconds: 30 };

describe('what a provider takes', () => {
  it.each([
    ['aliyun', undefined, { perRecipientDay: 50 }],
    ['tencent', undefined, { sameTextSeconds: 30 }],
    ['sns', undefined, {}],
    ['aliyun', { aliyun: { perDay: 9 } }, { perRecipientDay: 50, perDay: 9 }],
    ['aliyun', { aliyun: { perRecipientDay: 10 } }, { perRecipientDay: 10 }],
    ['tencent', { aliyun: { perDay: 9 } }, { sameTextSeconds: 30 }],
  ])('%s with %j', (provider, limits, caps) => {
    expect(capsOf(limits, provider)).toEqual(caps);
  });
});

describe('S5 the counters of a message', () => {
  it('nothing is counted that is not limited', () => {
    expect(limitsOf(message, {}, 0)).toEqual([]);
  });

  it('parts count by the day, calls by the second, and no key holds a number or a text', () => {
    const at = Date.parse('2026-11-05T02:00:00.250Z');
    const midnight = Date.parse('2026-11-05T16:00:00Z');
    expect(limitsOf(message, all, at)).toEqual([
      { kind: 'count', key: 'aliyun#v1:hash#granted', window: '2026-11-05', units: 2, most: 5, freeAt: midnight },
      { kind: 'count', key: 'aliyun', window: '2026-11-05', units: 2, most: 10, freeAt: midnight },
      { kind: 'apart', key: 'aliyun#v1:hash#digest', ms: 30_000 },
      { kind: 'count', key: 'aliyun', window: '1793844000', units: 1, most: 3, freeAt: 1_793_844_001_000 },
    ]);
  });

  it.each([
    ['2026-11-05T15:59:59Z', '2026-11-05', '2026-11-05T16:00:00Z'],
    ['2026-11-05T16:00:00Z', '2026-11-06', '2026-11-06T16:00:00Z'],
  ])('%s is the local day %s', (instant, window, free) => {
    expect(limitsOf(message, { perDay: 10 }, Date.parse(instant))).toMatchObject([
      { window, freeAt: Date.parse(free) },
    ]);
  });
});
