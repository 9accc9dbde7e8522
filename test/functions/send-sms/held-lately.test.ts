import { expect, it } from 'vitest';
import { heldLately } from '../../../functions/send-sms/held-lately.ts';

function asked(answers: readonly (boolean | Error)[]) {
  const time = { now: 0 };
  let times = 0;
  const access = heldLately(
    {
      held: async () => {
        const answer = answers[Math.min(times++, answers.length - 1)] ?? false;
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    { now: () => time.now },
  );
  return { time, access, times: () => times };
}

it('a batch asks once, and the next second again', async () => {
  const { time, access, times } = asked([false, true]);
  expect(await Promise.all([access.held(), access.held(), access.held()])).toEqual([false, false, false]);
  time.now = 999;
  expect(await access.held()).toBe(false);
  expect(times()).toBe(1);
  time.now = 1000;
  expect(await access.held()).toBe(true);
});

it('a question that failed is asked again', async () => {
  const { access } = asked([new Error('no table'), true]);
  await expect(access.held()).rejects.toThrow('no table');
  expect(await access.held()).toBe(true);
});
