import type * as z from 'zod';
import { chineseDateTime } from '../domain/shanghai-day.ts';
import type { caseEntry, warningCase } from '../functions/api/audit-answers.ts';
import { bold, dim } from './terminal.ts';

export type WarningCase = z.output<typeof warningCase>;
type CaseEntry = z.output<typeof caseEntry>;

const kindNames: Readonly<Record<CaseEntry['kind'], string>> = {
  event: '报送',
  retraction: '撤回',
  change: '办理',
  step: '时限',
  notice: '通知',
  call: '回拨',
  visit: '走访',
  referral: '转办',
  aid: '救助',
  look: '查阅',
};

const when = (instant: string) => chineseDateTime(Date.parse(instant), { year: true });

/** What stands above the time line, on paper as on the screen: a line each. */
export function caseHead(told: WarningCase): { title: string; lines: string[] } {
  const { number, levelName, place, office, name, householdSize, raisedAt, closedAt, outcome, rules } = told;
  return {
    title: `预警 ${number} 全过程`,
    lines: [
      `${levelName}预警,${place} ${name}家,${householdSize}口人${office ? `,${office}办理` : ''}`,
      `发出 ${when(raisedAt)}${closedAt ? `;结束 ${when(closedAt)}` : ';还在办'}${outcome ? `,${outcome}` : ''}`,
      ...told.deadlines.map(
        (deadline) => `${deadline.name} ${when(deadline.at)}${deadline.provisional ? '(暂定)' : ''}:${deadline.why}`,
      ),
      `规则 ${rules.join('、')}`,
      ...told.people.map(({ name: who, idNumber, phone }) =>
        ['家里人', who, idNumber, phone].filter(Boolean).join(' '),
      ),
    ],
  };
}

export const caseReasons = ({ factors }: WarningCase): string[] =>
  factors.map(({ person, text, points, beside, sources }) => {
    const worth = beside ? '不计分' : `${points}分`;
    return `${person.name} ${text},${worth}${sources.length > 0 ? `(${sources.join('、')}报送)` : ''}`;
  });

/** One entry: when, what kind, what, by whom. */
export const entryLine = ({ at, kind, text, by }: CaseEntry) => ({
  when: when(at),
  kind: kindNames[kind],
  text: by === undefined ? text : `${text}(${by === 'hub' ? '系统' : by})`,
});

/** The case as a terminal shows it. */
export function caseText(told: WarningCase): string {
  const { title, lines } = caseHead(told);
  const entries = told.timeline.flatMap((entry) => {
    const line = entryLine(entry);
    return [`${dim(line.when)}  ${line.kind}  ${line.text}`, ...entry.details.map((detail) => `      ${detail}`)];
  });
  return [bold(title), ...lines, '', bold('原因(最后一版)'), ...caseReasons(told), '', bold('经过'), ...entries].join(
    '\n',
  );
}
