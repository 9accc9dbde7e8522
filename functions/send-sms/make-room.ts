import type { Notice } from '../../domain/notice.ts';
import type { Message } from '../../domain/notice-text.ts';
import { mayDisturb } from '../../domain/quiet-hours.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { capsOf, limitsOf, type SendLimit } from '../../domain/sms-limits.ts';
import type { SmsProviderName } from '../../domain/sms-profile.ts';
import { smsParts } from '../../domain/sms-text.ts';
import { takeAll } from '../shared/send-limits.ts';
import { heldUntil, hold } from '../shared/send-on.ts';
import { giveUp } from './give-up.ts';
import type { SendSmsPorts } from './ports.ts';

export type Room = { taken: readonly SendLimit[] } | { taken?: undefined; freeAt: number };

/** What is worth waiting for in here: the next second. */
const SHORT_MS = 1000;
const MOST_WAITS = 3;

/** Finds room for a message in every limit of a provider, or tells when there may be some. */
export async function makeRoom(
  ports: SendSmsPorts,
  provider: SmsProviderName,
  phone: string,
  { text, template }: Message,
): Promise<Room> {
  const message = {
    provider,
    to: ports.hasher.phoneKey(phone),
    template: template.key,
    text: ports.hasher.contentDigest(text),
    parts: smsParts(text),
  };
  const caps = capsOf(ports.province.profile.sms.limits, provider);
  for (let waited = 0; ; waited++) {
    const now = ports.clock.now();
    const wanted = limitsOf(message, caps, now);
    const freeAt = await takeAll(ports.limits, wanted, now);
    if (freeAt === undefined) return { taken: wanted };
    if (freeAt - now > SHORT_MS || waited === MOST_WAITS) return { freeAt };
    await ports.pause(freeAt - now);
  }
}

/** SQS delays a message for a quarter of an hour at most. */
const MOST_DELAY_MS = 900_000;
/** Those that found a second full do not all come back in the same one. */
const SPREAD_SECONDS = 20;

/**
 * No provider has room now. What has some within a quarter of an hour waits in the queue; what has some tomorrow is held until that
 * morning, and what may not wait, or never has room, becomes a call.
 */
export async function waitForRoom(ports: SendSmsPorts, notice: Notice, freeAt: number): Promise<void> {
  const wait = freeAt - ports.clock.now();
  if (wait <= MOST_DELAY_MS) {
    const spread = wait <= SHORT_MS ? Math.random() * SPREAD_SECONDS : 0;
    return ports.sms.send([notice], { delaySeconds: Math.ceil(Math.max(0, wait) / 1000 + spread) });
  }
  if (!Number.isFinite(freeAt))
    return giveUp(ports, notice, ['queued'], '短信太长,超过了短信平台的限量,转热线电话告知');
  if (mayDisturb(notice)) return giveUp(ports, notice, ['queued'], '今天的短信已到限量,不能等到明天,转热线电话告知');
  await hold(ports, [notice], heldUntil(dayOf(freeAt)));
}
