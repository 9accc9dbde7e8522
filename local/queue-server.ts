import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import type { Emulator } from './dynamodb-local.ts';
import { requireFree } from './ports.ts';
import { endProcess, spawnTiedNode } from './tied-process.ts';

const MAIN = path.join(import.meta.dirname, 'queue-server-main.ts');

/** Starts fauxqs with its queues, topics and buckets in `data`. Throws where the port is taken or it does not come up. */
export async function startQueueServer(data: string, port: number, region: string): Promise<Emulator> {
  await requireFree(port, 'SQS, SNS and S3');
  const log = openSync(path.join(data, 'logs', 'queue-server.log'), 'a', 0o600);
  const args = [MAIN, String(port), region, path.join(data, 'queues'), path.join(data, 'objects')];
  const server = spawnTiedNode(args, { cwd: data, env: process.env, output: log });
  closeSync(log);
  await new Promise<void>((resolve, reject) => {
    server.once('message', () => resolve());
    server.once('error', reject);
    server.once('exit', () => reject(new Error('the queue emulator ended; see logs/queue-server.log')));
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () => endProcess(server, () => server.send('stop'), 5000),
  };
}
