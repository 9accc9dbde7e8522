import { describe, expect, it } from 'vitest';
import { onColdStart } from '../../../functions/shared/cold-start.ts';
import { gatewayContext } from './gateway.ts';

describe('a handler made on the cold start', () => {
  it('is made once, also for calls that come together', async () => {
    let made = 0;
    const handler = onColdStart(async () => {
      made += 1;
      return async (event: number) => event + 1;
    });
    const answers = await Promise.all([1, 2].map((event) => handler(event, gatewayContext())));
    expect([...answers, await handler(3, gatewayContext()), made]).toEqual([2, 3, 4, 1]);
  });

  it('is tried again on the next call where making it failed', async () => {
    let tries = 0;
    const handler = onColdStart(async () => {
      tries += 1;
      if (tries === 1) throw new Error('no key yet');
      return async (event: number) => event;
    });
    await expect(handler(1, gatewayContext())).rejects.toThrow('no key yet');
    expect(await handler(2, gatewayContext())).toBe(2);
  });
});
