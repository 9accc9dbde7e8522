import { fullDivisionName, significant } from '../../domain/division.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { type LabelledPeriod, periodNamed, previousPeriod } from '../../domain/statement-period.ts';
import { type HttpRequest, type HttpRoutes, route } from '../shared/http.ts';
import { binary } from '../shared/http-answer.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { numberOfStatement } from '../shared/number-of-statement.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { askedArea } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { encodeCursor } from '../shared/staff-api/cursor.ts';
import type { Staff } from '../shared/staff-token.ts';
import { printFile } from './pdf.ts';
import type { CoverList } from './pdf-cover.ts';
import type { ShowStatementPorts } from './ports.ts';
import { printOrderOf } from './print-order.ts';
import { nextPart, type PrintPart } from './print-part.ts';
import { printQuery } from './requests.ts';

/** The sheets of a county, township or village, ready to print, village by village. No file is kept: each is drawn as it is asked for. */
export const printRoutes = (ports: ShowStatementPorts): HttpRoutes => ({
  'GET /v1/statements/print': route({ query: printQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'statements.print');
    const division = significant(askedArea(staff, query.division));
    if (division.length < 6) throw oneCounty();
    const period = periodAsked(ports, query.period);
    const part = await nextPart(ports, division, period, query.cursor);
    if (!part) throw notFound(`${period.label}在这里没有要打印的清单`);
    await logPrinted(ports, staff, part);
    const orders = await inParallel(8, part.issued, (issued) => printOrderOf(ports, issued));
    const cover = coverOf(ports, period, part);
    const { pdf, missing } = await printFile(cover, orders, await ports.typefaces(), ports.clock.now());
    return binary(200, 'application/pdf', pdf, {
      'content-disposition': `inline; filename="${fileName(period, part)}"`,
      'statement-division': part.area,
      'statement-count': String(part.issued.length),
      'statement-missing-glyphs': String(missing.length),
      ...(part.next && { link: `<${nextPage(request, encodeCursor(part.next))}>; rel="next"` }),
    });
  }),
});

/** The one that was asked for, else the last one that has ended. */
export function periodAsked(
  { province, clock }: Pick<ShowStatementPorts, 'province' | 'clock'>,
  name: string | undefined,
): LabelledPeriod {
  const asked = name === undefined ? undefined : periodNamed(name);
  return asked ?? previousPeriod(province.profile.statement.period, dayOf(clock.now()));
}

const oneCounty = () =>
  new HttpProblem(400, {
    detail: '一次最多打印一个县',
    errors: [{ path: 'division', code: 'invalid', message: 'division 要写6位(县)、9位(乡镇)或12位(村)区划代码' }],
  });

/** Each sheet shows one household's aid: each is a look of its own. */
async function logPrinted(ports: ShowStatementPorts, staff: Staff, { issued }: PrintPart): Promise<void> {
  await inParallel(8, issued, ({ subject }) => logLook(ports, staff, { action: 'statement.print', subject }));
}

function coverOf(ports: ShowStatementPorts, period: LabelledPeriod, { area, before, issued }: PrintPart): CoverList {
  const { province, hasher } = ports;
  return {
    title: province.profile.statement.title,
    // Villages have no names in the table of divisions: their code tells one list from the next.
    place: `${fullDivisionName(significant(area), province.divisions)} ${significant(area)}`,
    period: period.label,
    before,
    rows: issued.map((each) => ({ number: numberOfStatement(hasher, each), head: each.statement.head })),
  };
}

/** Names a village and a period, nobody: statements-621122105201-2026-10-01-2026-12-31-001-060.pdf */
function fileName({ from, to }: LabelledPeriod, { area, before, issued }: PrintPart): string {
  const nth = (number: number) => String(number).padStart(3, '0');
  return `statements-${area}-${from}-${to}-${nth(before + 1)}-${nth(before + issued.length)}.pdf`;
}

function nextPage({ path, query }: HttpRequest, cursor: string): string {
  const next = new URLSearchParams(query);
  next.set('cursor', cursor);
  return `${path}?${next}`;
}
