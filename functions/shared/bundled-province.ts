import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inForce } from '../../domain/division-changes.ts';
import { type Province, parseProvince } from '../../domain/province.ts';
import { systemClock } from './clock.ts';

/**
 * The province compiled beside the function's bundle; `root` is the bundle's folder, `LAMBDA_TASK_ROOT`. A division code
 * that changes today is in force with the next cold start, within hours.
 */
export function bundledProvince(root: string): Province {
  const province = parseProvince(JSON.parse(readFileSync(join(root, 'province.json'), 'utf8')));
  return { ...province, divisions: inForce(province.divisions, systemClock.now()) };
}
