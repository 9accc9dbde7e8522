import type * as z from 'zod';
import { chineseDateTime } from '../domain/shanghai-day.ts';
import type { explanation } from '../functions/api/audit-answers.ts';
import { bold } from './terminal.ts';
import { textTable } from './text-table.ts';

type Explanation = z.output<typeof explanation>;
type Told = Explanation['members'][number]['signals'][number];

const when = (instant: string) => chineseDateTime(Date.parse(instant), { year: true });

/** The conclusion, and below it what each indicator made of each report. `level` gives a level its name. */
export function explanationText(told: Explanation, level: (key: string) => string): string {
  const { at, conclusion, score, rules, subject } = told;
  return [
    bold(conclusion.text),
    `到${when(at)}为止,${subject},${score}分${told.level === undefined ? '' : `(${level(told.level)})`},按规则 ${rules}`,
    ...told.members.flatMap((member) => ['', bold(headOf(member)), ...signalsOf(member.signals)]),
  ].join('\n');
}

function headOf({ id, name, alive, onRoster, categories }: Explanation['members'][number]): string {
  const standing = onRoster ? `在册:${categories.join('、')}` : '不在册';
  return `${name} ${id},${standing}${alive ? '' : ',已去世'}`;
}

function signalsOf(signals: readonly Told[]): string[] {
  if (signals.length === 0) return ['没有收到过报送'];
  const rows = signals.map(({ on, receivedAt, department, text, verdicts }) => [
    on,
    when(receivedAt),
    department,
    text,
    verdicts.map(verdictText).join(';'),
  ]);
  return [textTable(['发生', '收到', '部门', '什么', '怎样算的'], rows)];
}

const verdictText = ({ code, name, text, points }: Told['verdicts'][number]) =>
  `${name === undefined ? '' : `${name}:`}${text}${code === 'counts' ? `,计${points ?? 0}分` : ''}`;
