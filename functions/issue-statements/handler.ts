import type { Profile } from '../../domain/profile.ts';
import { addDays, addMonths, dayOf, monthOf } from '../../domain/shanghai-day.ts';
import { type Period, previousPeriod } from '../../domain/statement-period.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { type IssuePorts, issueStatement } from '../shared/issue-statement.ts';
import type { Signals } from '../shared/signals.ts';
import { subjectOf } from '../shared/subject.ts';
import { townshipsOf } from '../shared/townships.ts';

export type IssueStatementsPorts = IssuePorts & {
  signals: IssuePorts['signals'] & Pick<Signals, 'benefiting'>;
};

export interface Issued {
  period: Period | undefined;
  households: number;
  fresh: number;
}

/** A run may be missed or cut short: for a week after a period's end each night makes up what is not issued yet. */
const DAYS_TO_ISSUE = 7;

/**
 * Every night; in the week after a period has ended, issues the statement of each household with aid in it. Issuing one twice
 * changes nothing, so a run that was stopped is simply run again and misses nobody. `period` overrides the calendar.
 */
export const issueStatements =
  (ports: IssueStatementsPorts) =>
  async (order: { period?: Period } = {}): Promise<Issued> => {
    const period = order.period ?? duePeriod(ports.province.profile, ports.clock.now());
    if (!period) return { period, households: 0, fresh: 0 };
    const subjects = await subjectsWithAid(ports, period);
    const tell = ports.province.profile.notices.toRecipients.includes('statement');
    const results = await inParallel(4, [...subjects], (subject) =>
      issueStatement(ports, { subject, period, scheduled: true, tell }),
    );
    return { period, households: subjects.size, fresh: results.filter((result) => result?.fresh).length };
  };

function duePeriod({ statement }: Profile, now: number): Period | undefined {
  const today = dayOf(now);
  const { from, to } = previousPeriod(statement.period, today);
  return today <= addDays(to, DAYS_TO_ISSUE) ? { from, to } : undefined;
}

/** Aid of a month may come some months late; its household then gets the sheet on which it is made up for. */
const LATE_MONTHS = 3;

async function subjectsWithAid(
  { people, signals, province }: IssueStatementsPorts,
  { from, to }: Period,
): Promise<Set<string>> {
  const first = monthOf(addMonths(`${monthOf(from)}-01`, -LATE_MONTHS));
  const found = await inParallel(50, townshipsOf(province), (township) =>
    signals.benefiting(township, first, monthOf(to)),
  );
  const records = await people.get([...new Set(found.flat())]);
  return new Set([...records.values()].flatMap((person) => subjectOf(person, province) ?? []));
}
