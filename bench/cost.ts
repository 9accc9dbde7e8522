import { compileProvince } from '../lib/province.ts';
import { startLocalTables } from '../test/functions/shared/dynamodb-local.ts';
import { total } from './capacity.ts';
import { type Figure, figure } from './figure.ts';
import { measureFileCosts } from './file-costs.ts';
import { measureUnitCosts } from './unit-costs.ts';

const WRITE_GOALS: Readonly<Record<string, number>> = { quiet: 2, duplicate: 1, new_warning: 14 };
const READ_GOALS: Readonly<Record<string, number>> = { quiet: 8 };
const QUIET_EVENTS = 30;

/** DynamoDB units of each kind of event, request, sheet and row of a file. */
export async function costBench({ size = QUIET_EVENTS, province: name }: { size?: number; province: string }) {
  const tables = await startLocalTables();
  const [counted, countedFiles] = [tables.anotherClient(), tables.anotherClient()];
  try {
    const { province } = compileProvince(name);
    const costs = Object.entries({
      ...(await measureUnitCosts({ counted, plain: tables.client }, province, size)),
      ...(await measureFileCosts({ counted: countedFiles, plain: tables.client }, province)),
    });
    const part = (kind: 'write' | 'read', goals: Readonly<Record<string, number>>): Figure[] =>
      costs.map(([metric, capacity]) => {
        const goal = goals[metric];
        const beside = goal === undefined ? undefined : { name: 'goal', value: goal };
        const unit = kind === 'write' ? 'WU' : 'RU';
        return figure('cost', `${kind}_units.${metric}`, total(capacity[kind]), unit, beside);
      });
    return [...part('write', WRITE_GOALS), ...part('read', READ_GOALS)];
  } finally {
    counted.destroy();
    countedFiles.destroy();
    await tables.stop();
  }
}
