import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { memoryAccess } from '../../../functions/shared/memory/access.ts';
import { SEAL_DICTIONARY } from '../../../functions/shared/seal-dictionary.ts';
import type { KeyClass } from '../../../functions/shared/sealing.ts';
import { fresh, makeEntry, makeExpense, makeNotice, makeRecord, makeWarning } from './contract/records.ts';
import { makeSealing } from './sealing.ts';

const { sealer } = await makeSealing(memoryAccess());

test.each([
  ['a short one', { a: 1 }],
  ['text', '【民政】请入户'],
  ['a medical event', makeEntry()],
  ['a signal', makeExpense()],
  ['a warning', makeWarning()],
  ['what does not deflate', Array.from({ length: 40 }, () => fresh())],
])('%s is opened as it was sealed', async (_, value) => {
  const sealed = await sealer.seal('ledger', 'Ledger/1', value);
  expect(await sealer.open('ledger', 'Ledger/1', sealed)).toEqual(value);
});

describe('a sealed document does not open', () => {
  const value = makeWarning();

  test('in another place or as another class', async () => {
    const sealed = await sealer.seal('warnings', 'Warnings/1', value);
    await expect(sealer.open('warnings', 'Warnings/2', sealed)).rejects.toMatchObject({ code: 'seal-broken' });
    await expect(sealer.open('notices', 'Warnings/1', sealed)).rejects.toThrow();
  });

  test.each([0, 1, 2, 5, 20, -1])('with its byte %i changed', async (index) => {
    const sealed = await sealer.seal('warnings', 'Warnings/1', value);
    const changed = sealed.with(index, (sealed.at(index) ?? 0) ^ 1);
    await expect(sealer.open('warnings', 'Warnings/1', new Uint8Array(changed))).rejects.toMatchObject({
      code: 'seal-broken',
    });
  });

  test('cut short', async () => {
    const sealed = await sealer.seal('warnings', 'Warnings/1', value);
    for (const length of [0, 4, 16, 30, sealed.length - 1])
      await expect(sealer.open('warnings', 'Warnings/1', sealed.slice(0, length))).rejects.toMatchObject({
        code: 'seal-broken',
      });
  });
});

const byteLengthOf = async (keyClass: KeyClass, value: unknown) =>
  (await sealer.seal(keyClass, 'Some/1', value)).length;

test.each<[KeyClass, string, unknown]>([
  ['ledger', 'a medical event', makeEntry().data],
  ['notices', 'a notice', makeNotice()],
  ['people', 'a person', makeRecord()],
])('%s: %s fits one write unit as it is, and is not deflated', async (keyClass, _, value) => {
  const HEAD_NONCE_TAG = 5 + 12 + 16;
  expect(await byteLengthOf(keyClass, value)).toBe(Buffer.byteLength(JSON.stringify(value)) + HEAD_NONCE_TAG);
});

test('a signal is deflated though it is small, and a warning of four reasons to a third', async () => {
  const [signal, warning] = [makeExpense(), makeWarning()];
  expect(await byteLengthOf('signals', signal)).toBeLessThan(0.7 * JSON.stringify(signal).length);
  expect(await byteLengthOf('warnings', warning)).toBeLessThan(0.4 * Buffer.byteLength(JSON.stringify(warning)));
});

test('the dictionary is the one that stored rows were deflated with', () => {
  expect(createHash('sha256').update(SEAL_DICTIONARY).digest('hex')).toBe(
    '361a995f8fe0c41a21ba45aec3850b0c1d48475e8c621719c4ab25b8f72e7bf4',
  );
});
