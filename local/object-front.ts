import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestTo,
  type Server,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream';
import { type CorsRule, corsHeaders } from './bucket-cors.ts';
import type { DrivenClock } from './clock.ts';
import { presignedRefusal } from './presigned.ts';

export interface ObjectFrontParts {
  /** The emulator that keeps the objects. */
  readonly endpoint: string;
  /** By bucket. */
  readonly cors: ReadonlyMap<string, readonly CorsRule[]>;
  /** What functions sign addresses with. */
  readonly secretKey: string;
  readonly clock: Pick<DrivenClock, 'now'>;
}

/** Belong to one connection, or were answered by this server already. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'expect']);

/**
 * S3 as a browser meets it: answers preflights by the bucket's own rules, checks signed addresses, lets them name the file, and passes
 * everything else through piece by piece, of whatever size.
 */
export async function startObjectFront(port: number, parts: ObjectFrontParts): Promise<Server> {
  const server = createServer((request, response) => answer(request, response, parts));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

function answer(request: IncomingMessage, response: ServerResponse, parts: ObjectFrontParts): void {
  const { method = 'GET', url: target = '/', headers } = request;
  const rules = parts.cors.get(target.split(/[/?]/)[1] ?? '') ?? [];
  const allowed = corsHeaders(rules, method, headers);
  if (method === 'OPTIONS' && allowed !== undefined) {
    response.writeHead(200, allowed).end();
    return;
  }
  const refusal =
    method === 'OPTIONS'
      ? 'AccessForbidden'
      : presignedRefusal({ method, target, headers }, parts.secretKey, parts.clock.now());
  if (refusal !== undefined) refuse(response, refusal, allowed ?? {});
  else passThrough(request, response, parts.endpoint, { ...namedByAddress(target), ...allowed });
}

function refuse(response: ServerResponse, code: string, headers: Readonly<Record<string, string>>): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  // What was sent along is not read to its end, so the connection is of no more use.
  response.writeHead(403, { ...headers, 'content-type': 'application/xml', connection: 'close' }).end(body);
}

/** What the address asks an answer to say of itself, e.g. the file's name; the emulator does not know that. */
function namedByAddress(target: string): Record<string, string> {
  const [, query = ''] = target.split(/\?(.*)/s);
  return Object.fromEntries(
    [...new URLSearchParams(query)].flatMap(([name, value]) => {
      const [, header] = /^response-(content-disposition|content-type|cache-control)$/.exec(name) ?? [];
      return header === undefined ? [] : [[header, value]];
    }),
  );
}

function passThrough(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: string,
  added: Readonly<Record<string, string>>,
): void {
  const { hostname, port } = new URL(endpoint);
  const options = { hostname, port, method: request.method, path: request.url, headers: carried(request.headers) };
  const onward = requestTo(options, (answered) => {
    response.writeHead(answered.statusCode ?? 502, { ...carried(answered.headers), ...added });
    // A break on either side ends the other: half an object must not look like a whole one.
    pipeline(answered, response, () => undefined);
  });
  onward.once('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(503, { connection: 'close' }).end();
  });
  pipeline(request, onward, () => undefined);
}

const carried = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)));
