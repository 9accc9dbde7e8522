import { claimed, finished, laidDown, type StatementRun, walkedOn } from '../../domain/statement-run.ts';
import type { RunPorts } from '../shared/statement-runs.ts';
import { type StepPorts, stepsOf } from './steps.ts';

export type WalkPorts = RunPorts & StepPorts;

/**
 * Goes on with a run until it is through or time is up, marking after every step how far it came. Nothing is kept of the
 * households behind it, and issuing one twice changes nothing: so it may be cut anywhere. Returns how it stands, or undefined
 * where it is over already, or another worker has it.
 */
export async function walk(ports: WalkPorts, id: string, stopAt: number): Promise<StatementRun | undefined> {
  const { runs, clock } = ports;
  const kept = async (run: StatementRun) => ((await runs.put(run)) ? run : undefined);
  const standing = await runs.get(id);
  const mine = standing && claimed(standing, clock.now());
  let run = mine && (await kept(mine));
  if (!run) return undefined;
  for await (const walked of stepsOf(ports, run)) {
    run = await kept(walkedOn(run, walked, clock.now()));
    if (!run) return undefined;
    if (clock.now() >= stopAt) return kept(laidDown(run));
  }
  return kept(finished(run, clock.now()));
}
