import { dayOf } from '../../../domain/shanghai-day.ts';
import { dayClaimedBefore, type RequestManifest, type Requests } from '../requests.ts';
import { entryOf } from './entry-of.ts';

export function memoryRequests(): Requests {
  /** key and day → nonce → manifest */
  const days = new Map<string, Map<string, RequestManifest>>();
  return {
    async claim(manifest) {
      const day = entryOf(days, `${manifest.keyid}#${dayOf(manifest.at)}`, () => new Map<string, RequestManifest>());
      const before = days.get(`${manifest.keyid}#${dayClaimedBefore(manifest.at)}`);
      if (day.has(manifest.nonce) || before?.has(manifest.nonce)) return 'replayed';
      day.set(manifest.nonce, Object.freeze({ ...manifest }));
      return 'claimed';
    },
    async *of(keyid, day, after = '') {
      const manifests = [...(days.get(`${keyid}#${day}`)?.values() ?? [])];
      yield* manifests.filter(({ nonce }) => nonce > after).sort((a, b) => (a.nonce < b.nonce ? -1 : 1));
    },
  };
}
