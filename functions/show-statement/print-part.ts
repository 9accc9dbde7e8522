import type { Period } from '../../domain/statement-period.ts';
import type { IssuedStatement, ListedStatement } from '../shared/statements.ts';
import type { ShowStatementPorts } from './ports.ts';

/** Where a part ended: the last sheet's place, and how many households of its village are printed by then. */
export type PrintCursor = readonly [area: string, id: string, printed: number];

/** Households of one village that are printed together. */
export interface PrintPart {
  /** The village (12 digits), or the township zero-padded for those whose village nobody knows. */
  readonly area: string;
  readonly before: number;
  readonly issued: readonly IssuedStatement[];
  readonly next?: PrintCursor;
}

/** A part is drawn and handed over in one request: well under half a minute, and under the 6 MB that Lambda answers with. */
const MOST_HOUSEHOLDS = 100;
const MOST_LINES = 3000;

/**
 * The next part to print of a county, township or village (6, 9 or 12 digits); undefined where nothing is left. A village is never mixed with the next,
 * and one that is too large for one file comes in several.
 */
export async function nextPart(
  { statements }: Pick<ShowStatementPorts, 'statements'>,
  division: string,
  period: Period,
  cursor: PrintCursor | undefined,
): Promise<PrintPart | undefined> {
  let after: ListedStatement | undefined = cursor && { area: cursor[0], id: cursor[1] };
  let printed = cursor?.[2] ?? 0;
  for (;;) {
    const { items, next } = await statements.issuedIn(division, period, {
      limit: MOST_HOUSEHOLDS,
      ...(after && { after }),
    });
    const [first] = items;
    if (!first) return undefined;
    const before = after?.area === first.area ? printed : 0;
    const ofVillage = items.filter(({ area }) => area === first.area);
    const found = await statements.getMany(ofVillage.map(({ id }) => id));
    const issued = withinLines(found);
    const last = issued.at(-1);
    const end = last && issued.length < found.length ? { area: first.area, id: last.id } : ofVillage.at(-1);
    if (!end) return undefined;
    printed = before + issued.length;
    const more = next !== undefined || items.at(-1)?.id !== end.id;
    if (issued.length > 0)
      return { area: first.area, before, issued, ...(more && { next: [end.area, end.id, printed] }) };
    if (!more) return undefined;
    after = end; // those on the list whose putting was cut short are nowhere yet
  }
}

/** As many as fit one answer, at least one. */
function withinLines(issued: readonly IssuedStatement[]): IssuedStatement[] {
  let lines = 0;
  return issued.filter(({ statement }, index) => {
    lines += statement.lines.length + (statement.reimbursements?.lines.length ?? 0);
    return index === 0 || lines <= MOST_LINES;
  });
}
