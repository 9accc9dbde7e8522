import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Lane } from './sms-lane.ts';

const SOURCE = fileURLToPath(new URL('./sms-worker.ts', import.meta.url));
/** CommonJS inside still asks for `require`. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";
/** Processes that send, ten messages each at once. */
const WORKERS = 3;
const KILL_EVERY_MS = 3000;

/** Bundles the sender into `folder` as the functions are, so that a new one is there as soon as a new Lambda. Returns its path. */
export function bundleWorker(folder: string): string {
  const outfile = path.join(folder, 'sms-worker.mjs');
  const banner = { js: REQUIRE };
  const bundled = { bundle: true, platform: 'node', format: 'esm', minify: true, logLevel: 'error' } as const;
  buildSync({ ...bundled, entryPoints: [SOURCE], outfile, banner });
  return outfile;
}

export interface Workers {
  /** How many were killed so far. */
  killed(): number;
  stop(): Promise<void>;
}

/** Starts the senders of a queue. Where they are killed, it is one every three seconds, by SIGKILL, and another takes its place. */
export async function startWorkers(lane: Lane, queue: string, how: { bare: boolean; kill: boolean }): Promise<Workers> {
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => start(lane, queue, how.bare)));
  let killed = 0;
  let running = true;
  const killing = how.kill
    ? (async () => {
        while (running) {
          await sleep(KILL_EVERY_MS);
          if (!running) return;
          const nth = killed % WORKERS;
          await end(workers[nth]);
          killed += 1;
          workers[nth] = await start(lane, queue, how.bare);
        }
      })()
    : Promise.resolve();
  return {
    killed: () => killed,
    async stop() {
      running = false;
      await killing;
      await Promise.all(workers.map(end));
    },
  };
}

async function start(lane: Lane, queue: string, bare: boolean): Promise<ChildProcess> {
  const argument = JSON.stringify({ bare, queue, lane });
  const child = fork(lane.worker, [argument], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (said !== 'ready') throw new Error('a sender did not start');
  return child;
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
