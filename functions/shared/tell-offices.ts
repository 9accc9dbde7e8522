import type { Notice } from '../../domain/notice.ts';
import type { Notices } from './notices.ts';

/** Puts notices that no warning's commit carries, those for the morning's digest with their pointer. Again changes nothing. */
export async function tellOffices(notices: Pick<Notices, 'put' | 'wait'>, given: readonly Notice[]): Promise<void> {
  if (given.length === 0) return;
  await notices.put(given);
  for (const { subject, id, channel, audience } of given) {
    if (channel === 'digest' && audience.to === 'office')
      await notices.wait(`digest#${audience.office}`, [{ subject, id }]);
  }
}
