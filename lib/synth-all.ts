import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { provinceNames } from './province.ts';

/** `npm run synth`: every province's stack for both partitions, checks included, with the seconds each took. */
const ROOT = path.join(import.meta.dirname, '..');
const APP = path.join(ROOT, 'bin', 'hub.ts');
/** Ten times the same program: compiled once. */
const COMPILED = path.join(ROOT, 'node_modules', '.cache', 'jiuzhu', 'compiled');

function synthesize(province: string, partition: string): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiuzhu-synth-'));
  const started = performance.now();
  const context = { province, partition, stage: 'dev' };
  const { status, stderr } = spawnSync(process.execPath, [APP], {
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: COMPILED,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify(context),
    },
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${province.padEnd(12)}${partition.padEnd(8)}${status === 0 ? `${seconds} s` : 'failed'}`);
  if (status !== 0) console.error(stderr);
  return status === 0;
}

const all = provinceNames().flatMap((province) => [synthesize(province, 'aws'), synthesize(province, 'aws-cn')]);
if (all.includes(false)) process.exitCode = 1;
