import { carriesPersonalNumber } from '../../../domain/identity-number.ts';
import type { SchemaIssue } from '../../../domain/schema-issues.ts';
import type { HttpAnswer } from '../http-answer.ts';
import { json, problem } from '../http-answer.ts';
import { HttpProblem } from '../problem.ts';

/** What became of one event of a request (api.md). `id` is null where the event has none that may be repeated. */
export interface EventResult {
  id: string | null;
  status: 'accepted' | 'duplicate' | 'conflict' | 'invalid' | 'forbidden';
  detail?: string;
  errors?: readonly SchemaIssue[];
}

export const invalid = (id: string | null, errors: readonly SchemaIssue[]): EventResult => ({
  id,
  status: 'invalid',
  errors,
});
export const forbidden = (id: string, detail: string): EventResult => ({ id, status: 'forbidden', detail });
export const conflict = (id: string): EventResult => ({
  id,
  status: 'conflict',
  detail: '同一编号内容不同,原事件未改。更正请用新编号,并写 supersedes',
});

/** The id of an event that was refused. It is only repeated where it is one: some write the ID number there. */
export function idOf(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || !('id' in event) || typeof event.id !== 'string') return null;
  return event.id.length <= 200 && !carriesPersonalNumber(event.id) ? event.id : null;
}

const SINGLE_STATUS = { accepted: 202, duplicate: 200, conflict: 409, invalid: 422, forbidden: 403 } as const;

/** The answer: a batch lists its results, 207 where some failed; one structured event is answered by the status itself. */
export function answer(single: boolean, results: readonly EventResult[]): HttpAnswer {
  const [only] = results;
  if (single && only) {
    const status = SINGLE_STATUS[only.status];
    if (status < 300) return json(status, { results });
    const detail = only.detail ?? '事件填得不对,没有收下';
    return problem(
      new HttpProblem(status, { detail, ...(only.errors && { errors: only.errors }), members: { results } }),
    );
  }
  const well = results.every(({ status }) => status === 'accepted' || status === 'duplicate');
  return json(well ? 202 : 207, { results });
}
