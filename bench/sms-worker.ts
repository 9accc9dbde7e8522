import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { sendSms } from '../functions/send-sms/handler.ts';
import { heldLately } from '../functions/send-sms/held-lately.ts';
import { onQueue } from '../functions/send-sms/queue.ts';
import { bundledProvince } from '../functions/shared/bundled-province.ts';
import { sqsSmsQueue } from '../functions/shared/sqs-sms-queue.ts';
import { countingProvider } from './counting-provider.ts';
import { laneClock, laneSqs, laneStores, SPEED, workOnce } from './sms-lane.ts';

/**
 * One sender in a process of its own, so that it can be killed: the function's handler on a batch of the queue at a time. `bare` calls the
 * provider for each message and does nothing else.
 */
const argument = z.object({
  bare: z.boolean(),
  queue: z.string(),
  lane: z.object({
    dynamodb: z.string(),
    sqs: z.string(),
    provider: z.string(),
    worker: z.string(),
    folder: z.string(),
    startedAt: z.number(),
    seed: z.string(),
  }),
});
const REST_MS = 10;

const { bare, queue, lane } = argument.parse(JSON.parse(process.argv[2] ?? ''));
const sqs = laneSqs(lane);
const provider = countingProvider(lane.provider);

async function handler() {
  const { deps: _, ...stores } = await laneStores(lane);
  const inQueue = sqsSmsQueue(sqs, queue);
  return onQueue(
    sendSms({
      ...stores,
      access: heldLately(stores.access, { now: Date.now }),
      province: bundledProvince(lane.folder),
      clock: laneClock(lane),
      taskIsOpen: async () => undefined,
      providers: [{ name: 'sns', provider }],
      sms: {
        send: (keys, { delaySeconds = 0 } = {}) =>
          inQueue.send(keys, { delaySeconds: Math.ceil(delaySeconds / SPEED) }),
      },
      pause: (ms) => sleep(ms / SPEED),
    }),
  );
}

const key = z.object({ subject: z.string(), id: z.string() });
const callOnly = onQueue(async (message) => {
  const { subject, id } = key.parse(message);
  await provider.send({ phone: '', text: '', reference: `${subject}/${id}` });
});

process.on('disconnect', () => process.exit());
const handle = bare ? callOnly : await handler();
process.send?.('ready');
for (;;) if ((await workOnce(sqs, queue, handle)) === 0) await sleep(REST_MS);
