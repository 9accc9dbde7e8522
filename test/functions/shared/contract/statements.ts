import { expect, test } from 'vitest';
import { NOW } from '../../../factories.ts';
import { fresh, makeIssued } from './records.ts';
import type { Contract } from './stores-under-test.ts';

const doorTo = (statement: string) => ({ code: fresh(), statement, expiresAt: NOW + 86_400_000, tries: 0 });

export const statementsContract: Contract = (stores) => {
  test('a statement stands once, with the door it came with', async () => {
    const { statements } = stores();
    const issued = makeIssued();
    const [door, late] = [doorTo(issued.id), doorTo(issued.id)];
    expect(await statements.put(issued, door)).toBe(true);
    expect(await statements.put({ ...issued, issuedAt: NOW + 1 }, late)).toBe(false);
    expect(await statements.get(issued.id)).toEqual(issued);
    expect(await statements.door(door.code)).toEqual(door);
    expect(await statements.door(late.code)).toBeUndefined();
  });

  test('one without a door is found by id and subject', async () => {
    const { statements } = stores();
    const issued = makeIssued();
    const earlier = makeIssued({ subject: issued.subject, from: '2026-09-01', to: '2026-09-30' });
    expect(await statements.put(issued, undefined)).toBe(true);
    expect(await statements.put(earlier, undefined)).toBe(true);
    expect((await statements.of(issued.subject)).map(({ id }) => id)).toEqual([earlier.id, issued.id]);
    expect(await statements.of(fresh('h-'))).toEqual([]);
    expect(await statements.get(makeIssued().id)).toBeUndefined();
    expect(await statements.get('nonsense')).toBeUndefined();
  });

  test('wrong tries are counted one by one, and unlocking starts again', async () => {
    const { statements } = stores();
    const issued = makeIssued();
    const door = doorTo(issued.id);
    await statements.put(issued, door);
    const tries = await Promise.all([1, 2, 3].map(() => statements.wrongTry(door.code)));
    expect(tries.sort()).toEqual([1, 2, 3]);
    expect((await statements.door(door.code))?.tries).toBe(3);
    await statements.unlock(door.code);
    expect(await statements.door(door.code)).toEqual(door);
  });

  test('trying or unlocking a door that is not there makes none', async () => {
    const code = fresh();
    await stores().statements.wrongTry(code);
    await stores().statements.unlock(code);
    expect(await stores().statements.door(code)).toBeUndefined();
  });
};
