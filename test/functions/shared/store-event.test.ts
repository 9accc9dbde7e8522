import { expect, it } from 'vitest';
import { storeEvent } from '../../../functions/shared/store-event.ts';
import { makeEvent, makePerson, NOW } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const said = {
  source: '//staff/calls',
  id: 'call-1',
  name: 'self-report' as const,
  data: { person: makePerson(1), reportedOn: '2026-11-05', via: 'hotline', need: 'living' },
  time: '2026-11-05T09:30:00+08:00',
  department: 'civil-affairs',
};

it('stands in the ledger as the event it is, once, however often it is told', async () => {
  const { ports } = memoryHub();
  const { entry, result } = await storeEvent(ports, said);
  expect(result).toBe('stored');
  expect((await storeEvent(ports, said)).result).toBe('duplicate');
  const other = { ...said, data: { ...said.data, need: 'medical' } };
  expect((await storeEvent(ports, other)).result).toBe('conflict');
  expect((await ports.ledger.get([entry.key])).get(entry.key)).toMatchObject({ ...said, storedAt: NOW });
});

it('has the digest that the same event would have from a department', async () => {
  const { ports, entryOf } = memoryHub();
  const event = makeEvent('self-report', {
    source: said.source,
    id: said.id,
    data: { ...said.data, reportedBy: undefined },
  });
  const { entry } = await storeEvent(ports, { ...said, data: event.data });
  expect(entry.digest).toBe(entryOf(event).digest);
});

it('is refused naming the field, and not stored', async () => {
  const { ports } = memoryHub();
  await expect(storeEvent(ports, { ...said, data: { ...said.data, need: 'gold' } })).rejects.toMatchObject({
    status: 422,
    parts: { errors: [{ path: 'data.need' }] },
  });
});

it('is answered 503 where the ledger takes nothing', async () => {
  const { ports } = memoryHub();
  const ledger = { put: async () => ['failed' as const] };
  await expect(storeEvent({ ...ports, ledger }, said)).rejects.toMatchObject({ status: 503 });
});
