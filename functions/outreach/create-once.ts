import type { Task } from '../../domain/task.ts';
import { HttpProblem } from '../shared/problem.ts';
import type { RequestMark } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { Tasks } from '../shared/tasks.ts';
import type { OutreachPorts } from './ports.ts';

/** A random id, or with an Idempotency-Key one that the same request of the same person derives again. */
export const newTaskId = (
  { hasher, newId }: Pick<OutreachPorts, 'hasher' | 'newId'>,
  prefix: 'n' | 'f',
  { sub }: Staff,
  mark: RequestMark | undefined,
): string => `${prefix}-${mark ? hasher.scoped('task', prefix, sub, mark.key) : newId()}`;

/** Puts a new task, or gives the one that the same request made before. Throws 409 where its key came with other content. */
export async function createOnce<T extends Task & { request?: RequestMark | undefined }>(
  tasks: Pick<Tasks<T>, 'get' | 'put'>,
  task: T,
): Promise<T> {
  if (await tasks.put(task)) return task;
  const standing = await tasks.get(task.id);
  if (standing && standing.request?.digest === task.request?.digest) return standing;
  throw new HttpProblem(409, '这个 Idempotency-Key 已经用过,但内容不同;请换一个');
}
