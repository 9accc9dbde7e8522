import { expect, test } from 'vitest';
import { NOW } from '../../../factories.ts';
import { fresh } from './records.ts';
import type { Contract } from './stores-under-test.ts';

export const sentMessagesContract: Contract = (stores) => {
  const message = () => ({ provider: 'tencent', message: `2019:${fresh()}`, recipient: fresh('v1:') });

  test('a message leads to the reference under which it went out', async () => {
    const { sentMessages } = stores();
    const [name, reference] = [message(), `${fresh('h-')}/${fresh()}`];
    expect(await sentMessages.find(name)).toBeUndefined();
    await sentMessages.put({ ...name, reference, at: NOW });
    expect(await sentMessages.find(name)).toEqual(reference);
  });

  test('the same id of another provider, or to another number, is another message', async () => {
    const { sentMessages } = stores();
    const name = message();
    await sentMessages.put({ ...name, reference: `${fresh('h-')}/${fresh()}`, at: NOW });
    expect(await sentMessages.find({ ...name, provider: 'mas' })).toBeUndefined();
    expect(await sentMessages.find({ ...name, recipient: fresh('v1:') })).toBeUndefined();
  });

  test('a message put again stays with its first reference', async () => {
    const { sentMessages } = stores();
    const [name, reference] = [message(), `${fresh('h-')}/${fresh()}`];
    await sentMessages.put({ ...name, reference, at: NOW });
    await sentMessages.put({ ...name, reference: `${fresh('h-')}/${fresh()}`, at: NOW + 1 });
    expect(await sentMessages.find(name)).toEqual(reference);
  });
};
