import * as z from 'zod';
import { chineseDateTime } from '../domain/shanghai-day.ts';
import type { StaffApi } from './staff-api.ts';
import { textTable } from './text-table.ts';

const item = z.looseObject({
  id: z.string(),
  number: z.string(),
  level: z.string(),
  score: z.number(),
  status: z.string(),
  division: z.string(),
  maskedName: z.string(),
  householdSize: z.number(),
  dueAt: z.string(),
  overdue: z.boolean(),
});
const listed = item.extend({ factors: z.array(z.string()).default([]) });
export type ListedWarning = z.output<typeof listed>;

const deadline = z.looseObject({ at: z.string(), why: z.string(), provisional: z.boolean() });
const detail = item.extend({
  subject: z.string(),
  version: z.int(),
  currentLevel: z.string().optional(),
  raisedAt: z.string(),
  factors: z.array(
    z.looseObject({
      name: z.string(),
      text: z.string(),
      points: z.number(),
      person: z.looseObject({ maskedName: z.string() }),
      since: z.string(),
      until: z.string().optional(),
      beside: z.boolean().optional(),
      sources: z.array(z.string()),
    }),
  ),
  deadlines: z.looseObject({ visit: deadline, feedback: deadline }),
  history: z.array(z.looseObject({ at: z.string(), change: z.string(), detail: z.string().optional() })),
});
export type WarningDetail = z.output<typeof detail>;

const page = z.looseObject({ items: z.array(listed), cursor: z.string().optional() });

/** Names of the profile's levels by key, and of what else a table writes in words. */
export interface WarningWords {
  level(key: string): string;
  place(code: string): string;
}

const STATUS: Readonly<Record<string, string>> = {
  raised: '待接收',
  accepted: '已接收',
  visited: '已入户',
  resolved: '已办结',
  withdrawn: '已撤销',
  merged: '已合并',
};
const when = (instant: string) => chineseDateTime(Date.parse(instant));

/** Open warnings in the order of the worklist, page after page, up to `most`. */
export async function worklist(api: StaffApi, filter: URLSearchParams, most: number): Promise<ListedWarning[]> {
  const all: ListedWarning[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams(filter);
    query.set('limit', String(Math.min(100, most - all.length)));
    if (cursor !== undefined) query.set('cursor', cursor);
    const answer = await api.get(`/v1/warnings?${query}`, page);
    all.push(...answer.items);
    cursor = answer.cursor;
  } while (cursor !== undefined && all.length < most);
  return all;
}

export const oneWarning = (api: StaffApi, id: string) => api.get(`/v1/warnings/${encodeURIComponent(id)}`, detail);

export function worklistTable(warnings: readonly ListedWarning[], words: WarningWords): string {
  return textTable(
    ['编号', '级别', '分', '状态', '乡镇', '户主', '人口', '期限', '原因'],
    warnings.map((warning) => [
      warning.number,
      words.level(warning.level),
      String(warning.score),
      STATUS[warning.status] ?? warning.status,
      words.place(warning.division),
      warning.maskedName,
      String(warning.householdSize),
      `${when(warning.dueAt)}${warning.overdue ? '(超期)' : ''}`,
      warning.factors.join(';'),
    ]),
  );
}

/** One warning as whoever works it would want it told: what for, how many points, until when and why then. */
export function warningText(warning: WarningDetail, words: WarningWords): string {
  const { visit, feedback } = warning.deadlines;
  const factors = warning.factors.map(({ person, text, points, beside, since, until, sources }) => [
    person.maskedName,
    text,
    beside ? '(不计分)' : String(points),
    since,
    until === undefined ? '' : chineseDateTime(Date.parse(until), { year: true }),
    sources.join('、'),
  ]);
  const due = (name: string, { at, why, provisional }: WarningDetail['deadlines']['visit']) =>
    `${name} ${when(at)}${provisional ? '(暂定)' : ''}:${why}`;
  return [
    `${warning.number} ${words.level(warning.level)},${warning.score}分,${STATUS[warning.status] ?? warning.status}`,
    `${words.place(warning.division)} ${warning.maskedName}家,${warning.householdSize}口人,${when(warning.raisedAt)}发出`,
    '',
    textTable(['谁', '原因', '分', '何时起', '算到', '谁报的'], factors),
    '',
    due('入户期限', visit),
    due('反馈期限', feedback),
  ].join('\n');
}
