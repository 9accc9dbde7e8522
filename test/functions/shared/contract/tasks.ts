import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Task } from '../../../../functions/shared/tasks.ts';
import { NOW } from '../../../factories.ts';
import { fresh, freshTownship } from './records.ts';
import { type Contract, pagesOf } from './stores-under-test.ts';

/** The least that a task can be: its envelope and a text that nobody may read. */
export const probeSchema = z.object({
  id: z.string(),
  version: z.int(),
  open: z.boolean(),
  dueAt: z.number(),
  area: z.string(),
  desk: z.string().optional(),
  subject: z.string().optional(),
  text: z.string(),
});
export type Probe = z.output<typeof probeSchema> & Task;

const makeProbe = (overrides: Partial<Probe> = {}): Probe => ({
  id: fresh('t-'),
  version: 1,
  open: true,
  dueAt: NOW,
  area: freshTownship(),
  text: '请上门看看',
  ...overrides,
});

export const tasksContract: Contract = (stores) => {
  test('a task is made once, and only the next version replaces it', async () => {
    const { tasks } = stores();
    const task = makeProbe();
    expect(await tasks.get(task.id)).toBeUndefined();
    expect(await tasks.put(task)).toBe(true);
    expect(await tasks.put({ ...task, text: '另一段话' })).toBe(false);
    const next = { ...task, version: 2, text: '改过的话' };
    expect(await tasks.put(next)).toBe(true);
    expect(await tasks.put(next)).toBe(false);
    expect(await tasks.put({ ...next, version: 4 })).toBe(false);
    expect(await tasks.get(task.id)).toEqual(next);
  });

  test('of two at once one is kept', async () => {
    const { tasks } = stores();
    const task = makeProbe();
    await tasks.put(task);
    const results = await Promise.all(['一', '二'].map((text) => tasks.put({ ...task, version: 2, text })));
    expect(results.sort()).toEqual([false, true]);
  });

  test('open ones stand on the list of their area and their desk, page by page in the order they fall due', async () => {
    const { tasks } = stores();
    const [area, desk] = [freshTownship(), fresh('desk-')];
    for (const hour of [3, 1, 5, 2, 4]) await tasks.put(makeProbe({ area, desk, dueAt: NOW + hour * 3_600_000 }));
    await tasks.put(makeProbe({ desk: fresh('desk-') }));
    for (const list of [
      (after: { dueAt: number; id: string } | undefined) => tasks.openIn(area, { limit: 2, ...(after && { after }) }),
      (after: { dueAt: number; id: string } | undefined) => tasks.openAt(desk, { limit: 2, ...(after && { after }) }),
    ]) {
      const pages = await pagesOf(list);
      expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
      expect(pages.flat().map(({ dueAt }) => (dueAt - NOW) / 3_600_000)).toEqual([1, 2, 3, 4, 5]);
    }
  });

  test('one that moves to another area, or is over, leaves the list; its subject keeps it', async () => {
    const { tasks } = stores();
    const [from, to, subject] = [freshTownship(), freshTownship(), fresh('h-')];
    const task = makeProbe({ area: from, subject });
    await tasks.put(task);
    await tasks.put({ ...task, version: 2, area: to });
    expect((await tasks.openIn(from)).items).toEqual([]);
    expect((await tasks.openIn(to)).items).toMatchObject([{ id: task.id, version: 2 }]);
    expect((await tasks.openAround(to.slice(0, 6))).map(({ id }) => id)).toContain(task.id);
    const over = { ...task, version: 3, area: to, open: false };
    await tasks.put(over);
    expect((await tasks.openIn(to)).items).toEqual([]);
    expect((await tasks.openAround(to.slice(0, 6))).map(({ id }) => id)).not.toContain(task.id);
    expect(await tasks.of(subject)).toEqual([over]);
    expect(await tasks.of(fresh('h-'))).toEqual([]);
  });
};
