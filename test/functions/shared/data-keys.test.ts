import { describe, expect, test } from 'vitest';
import { createSealer } from '../../../functions/shared/aes-sealer.ts';
import { dataKeys, type KeyWrapper } from '../../../functions/shared/data-keys.ts';
import { memoryAccess } from '../../../functions/shared/memory/access.ts';
import { NOW } from '../../factories.ts';
import { fakeKeyWrapper } from './sealing.ts';

/** Counts what the key service is asked. */
function counted(wrapper: KeyWrapper = fakeKeyWrapper()) {
  const asked = { made: 0, unwrapped: 0 };
  const counting: KeyWrapper = {
    make(context) {
      asked.made += 1;
      return wrapper.make(context);
    },
    unwrap(wrapped, context) {
      asked.unwrapped += 1;
      return wrapper.unwrap(wrapped, context);
    },
  };
  return { asked, wrapper: counting };
}

const NAME = 'ledger#202611';

describe('a data key', () => {
  test('is made once by whoever seals first, and the key service is asked once', async () => {
    const { asked, wrapper } = counted();
    const keys = dataKeys(memoryAccess(), wrapper);
    const [one, two] = await Promise.all([keys(NAME), keys(NAME)]);
    expect(await keys(NAME, 'opening')).toEqual(one);
    expect(two).toEqual(one);
    expect(asked).toEqual({ made: 1, unwrapped: 0 });
  });

  test('is unwrapped once by another process', async () => {
    const access = memoryAccess();
    const { asked, wrapper } = counted();
    const made = await dataKeys(access, wrapper)(NAME);
    const keys = dataKeys(access, wrapper);
    expect(await Promise.all([keys(NAME, 'opening'), keys(NAME, 'opening')])).toEqual([made, made]);
    expect(asked).toEqual({ made: 1, unwrapped: 1 });
  });

  test('is one for two processes that make it at once', async () => {
    const access = memoryAccess();
    const { wrapper } = counted();
    const [one, two] = await Promise.all([dataKeys(access, wrapper)(NAME), dataKeys(access, wrapper)(NAME)]);
    expect(two).toEqual(one);
  });

  test('that is missing is never made by opening', async () => {
    const access = memoryAccess();
    const { asked, wrapper } = counted();
    const keys = dataKeys(access, wrapper);
    await expect(keys(NAME, 'opening')).rejects.toMatchObject({ code: 'key-missing' });
    expect(asked.made).toBe(0);
    expect(await access.dataKey(NAME)).toBeUndefined();
  });

  test('that was missing opens once it is there, and sealing beside it makes it', async () => {
    const { wrapper } = counted();
    const keys = dataKeys(memoryAccess(), wrapper);
    const opening = keys(NAME, 'opening');
    const sealing = keys(NAME);
    await expect(opening).rejects.toMatchObject({ code: 'key-missing' });
    expect(await keys(NAME, 'opening')).toEqual(await sealing);
  });

  test('that could not be unwrapped is tried again', async () => {
    const access = memoryAccess();
    const wrapper = fakeKeyWrapper();
    const made = await dataKeys(access, wrapper)(NAME);
    let down = true;
    const keys = dataKeys(access, {
      ...wrapper,
      unwrap: async (wrapped, context) => {
        if (down) throw new Error('down');
        return wrapper.unwrap(wrapped, context);
      },
    });
    await expect(keys(NAME)).rejects.toThrow('down');
    down = false;
    expect(await keys(NAME)).toEqual(made);
  });
});

test('a document whose key is gone is not broken: it may be read later', async () => {
  const wrapper = fakeKeyWrapper();
  const clock = { now: () => NOW };
  const sealed = await createSealer(dataKeys(memoryAccess(), wrapper), clock).seal('ledger', 'Ledger/1', { a: 1 });
  const elsewhere = createSealer(dataKeys(memoryAccess(), wrapper), clock);
  await expect(elsewhere.open('ledger', 'Ledger/1', sealed)).rejects.toMatchObject({ code: 'key-missing' });
});
