import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { schemaIssues } from '../../domain/schema-issues.ts';
import type { Bytes } from './bytes.ts';
import { type HttpAnswer, problem } from './http-answer.ts';
import { bodyOf, jsonOf } from './http-body.ts';
import { HttpProblem, notFound } from './problem.ts';
import { log, withTelemetry } from './telemetry.ts';

/** A request as a route sees it: the body's raw bytes, the path as HTTP API decoded it, the query as it came. */
export interface HttpRequest {
  method: string;
  path: string;
  /** Raw, without the question mark. */
  query: string;
  /** Names in lower case; a header that came twice is joined by commas. */
  headers: Readonly<Record<string, string>>;
  pathParameters: Readonly<Record<string, string>>;
  body: Bytes;
  /** Where it came from; of a proxy, where there is one. */
  address: string;
  requestId: string;
}

export type HttpRoute = (request: HttpRequest) => Promise<HttpAnswer>;
/** Routes by the gateway's route key, e.g. `GET /v1/warnings/{id}`. */
export type HttpRoutes = Readonly<Record<string, HttpRoute>>;

/**
 * One Lambda behind an HTTP API, with one route or several. A thrown `HttpProblem` is answered as it stands; anything else
 * is logged without its message and answered as a 500 that says nothing about the inside.
 */
export function onHttp(routes: HttpRoutes) {
  const table = new Map(Object.entries(routes));
  const dispatch = async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
    const route = table.get(event.routeKey);
    if (!route) throw notFound('没有这个地址,请对照接口文档');
    return route(requestOf(event));
  };
  const wrapped = middy<APIGatewayProxyEventV2, HttpAnswer>()
    .onError((request) => {
      request.response = problem(refusalOf(request.error));
    })
    .handler(dispatch);
  return withTelemetry<APIGatewayProxyEventV2, HttpAnswer>((event, context) => wrapped(event, context));
}

function requestOf(event: APIGatewayProxyEventV2): HttpRequest {
  return {
    method: event.requestContext.http.method,
    path: event.rawPath,
    query: event.rawQueryString,
    headers: Object.fromEntries(
      Object.entries(present(event.headers)).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    pathParameters: present(event.pathParameters ?? {}),
    body: bodyOf(event),
    address: event.requestContext.http.sourceIp,
    requestId: event.requestContext.requestId,
  };
}

const present = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), value]])),
  );

function refusalOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) {
    if (error.status >= 500) log.error('The request could not be served', error);
    return error;
  }
  log.error('The request met an unexpected error', error);
  return new HttpProblem(500, '系统内部出错,已经记录;请稍后再试');
}

/** What a route expects of path, query and JSON body; a part that is left out is not looked at. */
type RouteParts = { path?: z.ZodType; query?: z.ZodType; body?: z.ZodType };
type Typed<P extends RouteParts> = z.output<z.ZodObject<P>>;

/** A route whose path, query and JSON body are checked before it runs: a wrong path or query is 400, a wrong body 422. */
export function route<P extends RouteParts>(
  parts: P,
  run: (input: Typed<P>, request: HttpRequest) => Promise<HttpAnswer>,
): HttpRoute {
  const schema = z.object(parts);
  return async (request) => {
    const parsed = schema.safeParse({
      path: request.pathParameters,
      query: queryOf(request.query),
      body: parts.body && bodyValue(request.body),
    });
    if (!parsed.success) throw unprocessable(parsed.error);
    return run(parsed.data, request);
  };
}

/** An act without anything to say may be sent without a body. */
const bodyValue = (body: Bytes): unknown => (body.length === 0 ? {} : jsonOf(body));

function unprocessable(error: z.ZodError): HttpProblem {
  const status = error.issues.every((issue) => issue.path[0] === 'body') ? 422 : 400;
  const errors = schemaIssues(error).map((issue) => ({
    ...issue,
    path: issue.path.replace(/^(path|query|body)\.?/, ''),
  }));
  return new HttpProblem(status, { detail: '有内容填得不对', errors });
}

/** Query values by name; a name that came more than once holds a list. */
function queryOf(raw: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(raw);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}
