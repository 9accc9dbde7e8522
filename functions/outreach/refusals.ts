import { HttpProblem } from '../shared/problem.ts';
import { etagOf } from '../shared/staff-api/version.ts';

/** A field that is wrong for what it is said of. */
export const wrongField = (path: string, message: string) =>
  new HttpProblem(422, { detail: '有内容填得不对', errors: [{ path, code: 'invalid', message }] });

/** What cannot be done now, with what can: the caller reads again and chooses. */
export const refusedAct = (detail: string, openActs: readonly string[], task: { version: number }) =>
  new HttpProblem(409, { detail, members: { openActs, version: task.version }, headers: { etag: etagOf(task) } });

/** Throws 409 where somebody changed it since it was read. */
export function mustBeCurrent(seen: number, task: { version: number }, openActs: readonly string[]): void {
  if (seen !== task.version) throw refusedAct('已有新的变化,请刷新后再操作', openActs, task);
}
