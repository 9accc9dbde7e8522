import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { DrivenClock } from './clock.ts';
import { apiMessage, type HttpAnswer, httpAnswer } from './http-answer.ts';
import { httpEvent } from './http-event.ts';
import type { LocalFunction } from './local-function.ts';
import { readBody } from './request-body.ts';
import { matchRoute, type Route } from './routes.ts';

/** Answers a request that is none of the stack's; true where it did. */
export type ExtraRoutes = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface GatewayParts {
  readonly apiId: string;
  readonly routes: readonly Route[];
  /** By logical id. */
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly clock: DrivenClock;
  readonly extraRoutes: ExtraRoutes | undefined;
  readonly report: (error: unknown) => void;
}

/** HTTP API's limit of a request, and Lambda's of an event, bytes. */
const MAX_BODY = 10 * 1024 * 1024;
const MAX_EVENT = 6 * 1024 * 1024;
/** HTTP API gives up on a function after this long. */
const PATIENCE_MS = 30_000;

/** Serves the API's routes as HTTP API does. */
export async function startGateway(port: number, parts: GatewayParts): Promise<Server> {
  const server = createServer((request, response) => {
    if (parts.extraRoutes?.(request, response)) return;
    answer(request, parts)
      .catch((error: unknown) => {
        parts.report(error);
        return apiMessage(500, 'Internal Server Error');
      })
      .then((answered) => send(request, response, answered));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

async function answer(request: IncomingMessage, parts: GatewayParts): Promise<HttpAnswer> {
  const target = request.url ?? '/';
  const method = request.method ?? 'GET';
  const match = attempt(() => matchRoute(parts.routes, method, target.split('?')[0] ?? '/'));
  if (match === 'malformed') return apiMessage(400, 'Bad Request');
  if (match === undefined) return apiMessage(404, 'Not Found');
  const target_ = parts.functions.get(match.route.functionId);
  const body = await readBody(request, MAX_BODY);
  if (body === undefined) return apiMessage(413, 'Request Entity Too Large');
  if (target_ === undefined) return apiMessage(500, 'Internal Server Error');
  const wire = { method, target, rawHeaders: request.rawHeaders, body, sourceIp: request.socket.remoteAddress ?? '' };
  const event = attempt(() => httpEvent(wire, match, parts.apiId, parts.clock.now()));
  if (event === 'malformed') return apiMessage(400, 'Bad Request');
  if ((event.body?.length ?? 0) > MAX_EVENT) return apiMessage(413, 'Request Entity Too Large');
  return withPatience(target_.invoke(event).then(httpAnswer));
}

async function withPatience(answered: Promise<HttpAnswer>): Promise<HttpAnswer> {
  const late = Promise.withResolvers<HttpAnswer>();
  const timer = setTimeout(() => late.resolve(apiMessage(503, 'Service Unavailable')), PATIENCE_MS);
  const first = await Promise.race([answered, late.promise]);
  clearTimeout(timer);
  return first;
}

/** What `read` gives, or `malformed` where the path is not well percent-encoded. */
function attempt<T>(read: () => T): T | 'malformed' {
  try {
    return read();
  } catch (error) {
    if (error instanceof URIError) return 'malformed';
    throw error;
  }
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  if (response.headersSent || response.destroyed) return;
  response.statusCode = status;
  for (const [name, value] of headers) response.appendHeader(name, value);
  // A body we did not read to its end leaves the connection of no use.
  if (!request.complete) response.setHeader('connection', 'close');
  response.end(request.method === 'HEAD' ? undefined : body);
}
