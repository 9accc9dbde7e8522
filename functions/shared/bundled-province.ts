import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Province, parseProvince } from '../../domain/province.ts';

/** The province compiled beside the function's bundle; `root` is the bundle's folder, `LAMBDA_TASK_ROOT`. */
export const bundledProvince = (root: string): Province =>
  parseProvince(JSON.parse(readFileSync(join(root, 'province.json'), 'utf8')));
