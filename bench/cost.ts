import { compileProvince } from '../lib/province.ts';
import { startLocalTables } from '../test/functions/shared/dynamodb-local.ts';
import { total } from './capacity.ts';
import { type Figure, figure } from './figure.ts';
import { type CostName, measureUnitCosts } from './unit-costs.ts';

const WRITE_GOALS: Readonly<Partial<Record<CostName, number>>> = { quiet: 2, duplicate: 1, new_warning: 14 };
const READ_GOALS: Readonly<Partial<Record<CostName, number>>> = { quiet: 8 };
const QUIET_EVENTS = 30;

/** DynamoDB units of each kind of event, request and sheet. */
export async function costBench({ size = QUIET_EVENTS, province: name }: { size?: number; province: string }) {
  const tables = await startLocalTables();
  const counted = tables.anotherClient();
  try {
    const { province } = compileProvince(name);
    const costs = Object.entries(await measureUnitCosts({ counted, plain: tables.client }, province, size));
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
    await tables.stop();
  }
}
