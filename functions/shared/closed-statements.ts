import type { Closed } from '../../domain/statement.ts';
import type { Period } from '../../domain/statement-period.ts';
import { type IssuedStatement, inSeries } from './statements.ts';

/** What was stated before, as a new sheet has to know it. */
export interface StatedBefore {
  previous?: Closed;
  earlier: ReadonlyMap<string, Closed>;
}

/**
 * The last closed sheet of the subject, and of each of its people the last one they stood on where that is another. What was
 * made on demand closes nothing. `whole`: another household's sheet of the same period counts too, for those who moved while it
 * was being issued; only a sheet of the series minds that.
 */
export function statedBefore(
  subject: string,
  people: readonly string[],
  issued: readonly IssuedStatement[],
  { period, whole }: { period: Period; whole: boolean },
): StatedBefore {
  const closed = issued
    .filter((each) => inSeries(each) && (each.to < period.from || (whole && each.to === period.to)))
    .sort((a, b) => (a.to === b.to ? a.issuedAt - b.issuedAt : a.to < b.to ? -1 : 1));
  const previous = closed.findLast((each) => each.subject === subject);
  const earlier = new Map<string, Closed>();
  for (const person of people) {
    const last = closed.findLast(({ statement }) => statement.people.includes(person));
    if (last && last !== previous) earlier.set(person, last.statement);
  }
  return { ...(previous && { previous: previous.statement }), earlier };
}
