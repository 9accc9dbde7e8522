import { expect, test } from 'vitest';
import { startOf } from '../../../../domain/shanghai-day.ts';
import type { RequestManifest, Requests } from '../../../../functions/shared/requests.ts';
import { NOW } from '../../../factories.ts';
import { fresh } from './records.ts';
import type { Contract } from './stores-under-test.ts';

const makeManifest = (overrides: Partial<RequestManifest> = {}): RequestManifest => ({
  department: 'medical-insurance',
  keyid: fresh('key-'),
  nonce: fresh(),
  at: NOW,
  events: [fresh(), fresh()],
  ...overrides,
});

async function all(requests: Requests, keyid: string, day: string): Promise<RequestManifest[]> {
  const found: RequestManifest[] = [];
  for await (const manifest of requests.of(keyid, day)) found.push(manifest);
  return found.sort((a, b) => b.at - a.at);
}

export const requestsContract: Contract = (stores) => {
  test('a nonce is claimed once a key', async () => {
    const manifest = makeManifest();
    expect(await stores().requests.claim(manifest)).toBe('claimed');
    expect(await stores().requests.claim({ ...manifest, at: NOW + 1, events: [] })).toBe('replayed');
    expect(await stores().requests.claim({ ...manifest, keyid: fresh('key-') })).toBe('claimed');
    expect(await all(stores().requests, manifest.keyid, '2026-11-05')).toEqual([manifest]);
  });

  test('claimed twice at once, one wins', async () => {
    const manifest = makeManifest();
    const results = await Promise.all([stores().requests.claim(manifest), stores().requests.claim(manifest)]);
    expect(results.sort()).toEqual(['claimed', 'replayed']);
  });

  test.each([
    ['at midnight', 0, 'replayed'],
    ['as long as its signature can still be good', 599_999, 'replayed'],
    ['when its signature is refused anyway', 600_000, 'claimed'],
  ])('a nonce of the evening comes again %s', async (_, after, result) => {
    const midnight = startOf('2026-11-06');
    const manifest = makeManifest({ at: midnight - 1 });
    expect(await stores().requests.claim(manifest)).toBe('claimed');
    expect(await stores().requests.claim({ ...manifest, at: midnight + after })).toBe(result);
    expect(await stores().requests.claim({ ...manifest, at: midnight + after, nonce: fresh() })).toBe('claimed');
  });

  test('a day in Shanghai lists all of a key’s requests, those without events too', async () => {
    const keyid = fresh('key-');
    const midnight = startOf('2026-11-06');
    const made = Array.from({ length: 20 }, (_, i) => makeManifest({ keyid, at: midnight - 1 - i }));
    const next = makeManifest({ keyid, at: midnight, events: [] });
    for (const manifest of [...made, next]) await stores().requests.claim(manifest);
    expect(await all(stores().requests, keyid, '2026-11-05')).toEqual(made);
    expect(await all(stores().requests, keyid, '2026-11-06')).toEqual([next]);
    expect(await all(stores().requests, keyid, '2026-11-07')).toEqual([]);
  });

  test('a list that is left behind any of its requests goes on with the next', async () => {
    const keyid = fresh('key-');
    for (let i = 0; i < 20; i++) await stores().requests.claim(makeManifest({ keyid }));
    const listed = async (after?: string) => {
      const found: string[] = [];
      for await (const { nonce } of stores().requests.of(keyid, '2026-11-05', after)) found.push(nonce);
      return found;
    };
    const whole = await listed();
    expect(whole).toHaveLength(20);
    for (const [i, nonce] of whole.entries()) expect(await listed(nonce)).toEqual(whole.slice(i + 1));
  });
};
