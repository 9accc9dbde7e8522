import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { type LocalHub, startLocal } from '../local/hub.ts';
import { CliError } from './cli-error.ts';
import { localIssuerKey, publicKeys } from './local-issuer.ts';
import { readRun, writeRun } from './run-file.ts';
import { synthesize } from './synthesize.ts';

export interface RunOptions {
  province: string;
  port: number;
  /** Folder of all that the hub keeps. */
  data: string;
  dynamodbEndpoint?: string;
  /** What time it is for a hub without any data yet, epoch ms; default: what it is. */
  startAt?: number;
  /** Hears what happens, a line at a time. */
  log: (line: string) => void;
}

export interface RunningHub {
  hub: LocalHub;
  /** Moves the hub's time to this instant (epoch ms) and remembers it for the command line. */
  setTime(instant: number): Promise<void>;
  /** Epoch ms by the hub's clock. */
  now(): number;
}

const JWKS = '/.well-known/jwks.json';

/**
 * Starts a province's hub on this machine: synthesizes its stack, makes the key of its staff tokens and runs the stack. Throws
 * `CliError` in Chinese where the port is taken, Java is missing or the folder belongs to another province.
 */
export async function runHub({
  province,
  port,
  data,
  dynamodbEndpoint,
  startAt,
  log,
}: RunOptions): Promise<RunningHub> {
  const before = readRun(data);
  if (before && before.province !== province)
    throw new CliError(`${data} 里存的是 ${before.province} 的数据;请换一个 --data 文件夹`, 2);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const assembly = path.join(data, 'assembly');
  await synthesize(province, assembly);
  const keys = JSON.stringify(publicKeys(await localIssuerKey(data)));
  let offsetMs = before?.offsetMs ?? (startAt === undefined ? 0 : startAt - Date.now());
  const issuer = `http://127.0.0.1:${port}`;
  const hub = await startLocal({
    assembly,
    data,
    port,
    clock: { offsetMs },
    environment: { TOKEN_ISSUER: issuer, TOKEN_JWKS: `${issuer}${JWKS}` },
    extraRoutes: (request, response) => serveKeys(request, response, keys),
    log,
    ...(dynamodbEndpoint !== undefined && { dynamodbEndpoint }),
  }).catch(explain);
  writeRun(data, { province, offsetMs });
  return {
    hub,
    now: () => Date.now() + offsetMs,
    async setTime(instant) {
      offsetMs = instant - Date.now();
      await hub.setClock(offsetMs);
      writeRun(data, { province, offsetMs });
    },
  };
}

function serveKeys(request: IncomingMessage, response: ServerResponse, keys: string): boolean {
  if (request.method !== 'GET' || request.url !== JWKS) return false;
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'max-age=60' }).end(keys);
  return true;
}

/** The two things that most often stop a first start, said in the words of whoever starts it. */
function explain(error: unknown): never {
  const said = error instanceof Error ? error.message : String(error);
  const port = /port (\d+)/i.exec(said);
  if (port && /taken/.test(said))
    throw new CliError(`端口 ${port[1]} 已被占用,也许这个 hub 已经在运行;请先关掉它,或用 --port 换一个端口`, 1, {
      cause: error,
    });
  if (/java/i.test(said))
    throw new CliError(
      '没有找到 Java:本机的数据库(DynamoDB Local)需要 Java 17 以上;装好后再试,或用 --dynamodb-endpoint 指向已有的',
      1,
      {
        cause: error,
      },
    );
  throw error;
}
