import { expect, it } from 'vitest';
import { sentTally } from '../../../functions/send-sms/sent-tally.ts';
import { NOW } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const sent = (provider: string) =>
  ({ status: 'sent', at: NOW, attempt: { provider, at: NOW, result: 'sent' } }) as const;

/** Three messages of one township in `calling`. */
async function three() {
  const { ports, grantNotice } = memoryHub();
  const notices = [1, 2, 3].map((nth) => grantNotice(`p-${nth}`, { status: 'calling' }));
  await ports.notices.put(notices);
  return { ports, notices };
}

it('a batch is one write for each township, after it', async () => {
  const { ports, notices } = await three();
  let writes = 0;
  const add: typeof ports.counters.add = async (...given) => {
    writes += 1;
    await ports.counters.add(...given);
  };
  const tally = sentTally({ add }, ports.notices);
  await tally.after(async () => {
    for (const notice of notices) await tally.notices.settle(notice, ['calling'], sent('aliyun'));
    // The second settlement of the same message changes nothing.
    for (const notice of notices) await tally.notices.settle(notice, ['calling'], sent('aliyun'));
  })(undefined);
  expect(writes).toBe(1);
  expect(await ports.counters.read('621121101', '2026-11-01', '2026-11-30')).toEqual({ 'sms-sent#aliyun': 3 });
});

it('counts what went out before the rest of the batch failed, and nothing of it again', async () => {
  const { ports, notices } = await three();
  const tally = sentTally(ports.counters, ports.notices);
  const handle = tally.after(async (fail: boolean) => {
    if (fail) for (const notice of notices.slice(0, 2)) await tally.notices.settle(notice, ['calling'], sent('mas'));
    if (fail) throw new Error('the rest is lost');
  });
  await expect(handle(true)).rejects.toThrow('the rest is lost');
  await handle(false);
  expect(await ports.counters.read('621121101', '2026-11-01', '2026-11-30')).toEqual({ 'sms-sent#mas': 2 });
});

it('a figure that cannot be written brings no message back', async () => {
  const { ports, notices } = await three();
  const tally = sentTally({ add: () => Promise.reject(new Error('throttled')) }, ports.notices);
  const [first] = notices;
  if (!first) throw new Error('no notice');
  const handle = tally.after(async () => tally.notices.settle(first, ['calling'], sent('sns')));
  expect(await handle(undefined)).toBe(true);
});
