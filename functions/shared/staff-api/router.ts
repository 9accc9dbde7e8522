import type { HttpRoute, HttpRoutes } from '../http.ts';
import { HttpProblem, notFound } from '../problem.ts';

interface Entry {
  method: string;
  pattern: RegExp;
  names: readonly string[];
  route: HttpRoute;
}

/**
 * Routes by method and path pattern (`GET /v1/warnings/{id}`), for a function that is the gateway's default: there neither
 * route key nor path parameters tell what was asked. The gateway hands the path over decoded; it is not decoded again.
 */
export function byPath(routes: HttpRoutes): HttpRoute {
  const entries = Object.entries(routes).map(([key, route]) => entryOf(key, route));
  return async (request) => {
    const path = entries.filter(({ pattern }) => pattern.test(request.path));
    const entry = path.find(({ method }) => method === request.method);
    if (entry) return entry.route({ ...request, pathParameters: parametersOf(entry, request.path) });
    if (path.length === 0) throw notFound('没有这个地址,请对照接口文档');
    const allow = path.map(({ method }) => method).join(', ');
    throw new HttpProblem(405, { detail: `这个地址只支持 ${allow}`, headers: { allow } });
  };
}

function entryOf(key: string, route: HttpRoute): Entry {
  const [method = '', template = ''] = key.split(' ');
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const source = template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/]+)');
  return { method, pattern: new RegExp(`^${source}$`), names, route };
}

function parametersOf({ pattern, names }: Entry, path: string): Record<string, string> {
  const values = pattern.exec(path)?.slice(1) ?? [];
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}
