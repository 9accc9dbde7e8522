import { addMonths, monthOf } from '../../domain/shanghai-day.ts';
import { MOST_TRIES, type StatementRun, type Walked } from '../../domain/statement-run.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { type IssuePorts, issueStatement } from '../shared/issue-statement.ts';
import type { Signals } from '../shared/signals.ts';
import { statementSubjectOf } from '../shared/statement-people.ts';
import { townshipsToWalk } from '../shared/statement-runs.ts';
import { log } from '../shared/telemetry.ts';

export type StepPorts = IssuePorts & { signals: IssuePorts['signals'] & Pick<Signals, 'benefiting'> };

const TOWNSHIPS_AT_ONCE = 50;
const HOUSEHOLDS_A_STEP = 64;
const HOUSEHOLDS_AT_ONCE = 8;
/** Aid of a month may come as late as this; its household then gets the sheet on which it is made up for. */
const LATE_MONTHS = 12;

/** What is left of a run, step by step. Most townships are empty: those are passed many at once. */
export async function* stepsOf(ports: StepPorts, run: StatementRun): AsyncGenerator<Walked> {
  const all = townshipsToWalk(ports.province, run.division);
  const ahead = all.filter((township) => isAhead(run, township));
  const first = monthOf(addMonths(`${monthOf(run.from)}-01`, -LATE_MONTHS));
  let done = all.length - ahead.length;
  for (let at = 0; at < ahead.length; at += TOWNSHIPS_AT_ONCE) {
    const found = await inParallel(TOWNSHIPS_AT_ONCE, ahead.slice(at, at + TOWNSHIPS_AT_ONCE), async (township) => ({
      township,
      people: await ports.signals.benefiting(township, first, monthOf(run.to)),
    }));
    for (const [nth, { township, people }] of found.entries()) {
      for await (const step of householdsOf(ports, run, township, people)) yield { ...step, done };
      done += 1;
      if (people.length > 0 || nth === found.length - 1) yield { place: { township }, done };
    }
  }
}

const isAhead = ({ place }: StatementRun, township: string) =>
  !place || township > place.township || (township === place.township && place.household !== undefined);

async function* householdsOf(
  ports: StepPorts,
  run: StatementRun,
  township: string,
  people: readonly string[],
): AsyncGenerator<Omit<Walked, 'done'>> {
  const { place } = run;
  const behind = place?.township === township ? (place.household ?? '') : '';
  const households = (await householdsWith(ports, people)).filter((household) => household > behind);
  for (let at = 0; at < households.length; at += HOUSEHOLDS_A_STEP) {
    const few = households.slice(at, at + HOUSEHOLDS_A_STEP);
    yield { place: { township, household: few.at(-1) }, ...(await issueEach(ports, run, few)) };
  }
}

async function householdsWith({ people, province }: StepPorts, persons: readonly string[]): Promise<string[]> {
  const records = await people.get(persons);
  return [...new Set([...records.values()].flatMap((person) => statementSubjectOf(person, province) ?? []))].sort();
}

/**
 * One household whose statement cannot be made keeps nobody else from theirs. Where none of a step can be made the fault is
 * the hub's: that is thrown, and begun again twice before they are passed over.
 */
async function issueEach(ports: StepPorts, run: StatementRun, households: readonly string[]) {
  const { from, to } = run;
  const tell = ports.province.profile.notices.toRecipients.includes('statement');
  const failures: unknown[] = [];
  const results = await inParallel(HOUSEHOLDS_AT_ONCE, households, async (subject) => {
    try {
      return await issueStatement(ports, { subject, period: { from, to }, scheduled: true, tell });
    } catch (error) {
      failures.push(error);
      return undefined;
    }
  });
  const [first] = failures;
  if (failures.length === households.length && run.tries < MOST_TRIES) throw first;
  if (failures.length > 0) log.error('Statements could not be made', first, { failed: failures.length });
  const fresh = results.filter((made) => made?.fresh).length;
  return { households: results.length, fresh, failed: failures.length };
}
