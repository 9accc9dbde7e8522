import { describe, expect, it } from 'vitest';
import { checkedAddress, checkedArea, rotated } from '../../bin/webhook-order.ts';

const DAY = 86_400_000;

describe('an address', () => {
  it.each([
    ['https://yb.example.gov.cn/jiuzhu', false],
    ['http://localhost:8800/hook', true],
    ['http://10.1.2.3/hook', true],
    ['https://[fd00::1]/hook', true],
  ])('%s may be set (inside: %s)', (url, inside) => {
    expect(checkedAddress(url, inside)).toBe(url);
  });

  it.each([
    ['http://yb.example.gov.cn/jiuzhu', false, 'https'],
    ['https://10.1.2.3/hook', false, '--inside'],
    ['ftp://yb.example.gov.cn', true, 'http'],
    ['yb.example.gov.cn', false, '写完整'],
  ])('%s is refused (inside: %s)', (url, inside, says) => {
    expect(() => checkedAddress(url, inside)).toThrow(says);
  });
});

describe('its area', () => {
  it('is the whole province, or a part of it', () => {
    expect(checkedArea(undefined, '62')).toBe('62');
    expect(checkedArea('621121', '62')).toBe('621121');
  });
  it.each(['63', '6211211', 'all', ''])('is not %j', (area) => {
    expect(() => checkedArea(area, '62')).toThrow('62以内');
  });
});

it('a new secret signs at once, the one before for three days more, an older one no longer', () => {
  const endpoint = {
    department: 'health',
    area: '62',
    url: 'https://wj.example.gov.cn',
    secrets: [{ secret: 'b' }, { secret: 'a', until: DAY }],
    status: 'live' as const,
    changedAt: 0,
  };
  expect(rotated(endpoint, 'c', 1).secrets).toEqual([{ secret: 'c' }, { secret: 'b', until: 1 + 3 * DAY }]);
});
