import * as z from 'zod';
import type { Deployment } from './deployment.ts';

/** A route of the HTTP API. */
export interface Route {
  /** `GET /v1/people/{id}`, `ANY /files/{proxy+}` or `$default`. */
  readonly key: string;
  /** Logical id of the function behind it. */
  readonly functionId: string;
}

/** A route that takes a request, with what its pattern caught (decoded). */
export interface RouteMatch {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

const RouteProperties = z.looseObject({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.string().default('NONE'),
});
const IntegrationProperties = z.looseObject({
  IntegrationType: z.string(),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.string(),
});

/** Reads the API's routes. Throws by name for an authorizer, a stage with a name, CORS, or an integration that is no function. */
export function readRoutes(deployment: Deployment): Route[] {
  for (const { logicalId, properties } of deployment.ofType('AWS::ApiGatewayV2::Api')) {
    const { ProtocolType, CorsConfiguration } = properties;
    if (ProtocolType !== 'HTTP' || CorsConfiguration !== undefined) {
      throw new Error(`${logicalId}: only HTTP APIs without CORS settings run on one machine`);
    }
  }
  for (const { logicalId, properties } of deployment.ofType('AWS::ApiGatewayV2::Stage')) {
    if (properties['StageName'] !== '$default')
      throw new Error(`${logicalId}: only the stage $default runs on one machine`);
  }
  return deployment.ofType('AWS::ApiGatewayV2::Route').map(({ logicalId, properties }) => {
    const { RouteKey, Target, AuthorizationType } = RouteProperties.parse(properties);
    if (AuthorizationType !== 'NONE') throw new Error(`${logicalId}: authorizers do not run on one machine`);
    return { key: RouteKey, functionId: functionBehind(deployment, Target.replace(/^integrations\//, '')) };
  });
}

function functionBehind(deployment: Deployment, integrationId: string): string {
  const integration = deployment
    .ofType('AWS::ApiGatewayV2::Integration')
    .find((one) => one.identity.ref === integrationId);
  if (integration === undefined) throw new Error(`no integration ${integrationId}`);
  const { IntegrationType, IntegrationUri, PayloadFormatVersion } = IntegrationProperties.parse(integration.properties);
  const found = deployment.ofType('AWS::Lambda::Function').find(({ identity }) => {
    const arn = identity.attributes['Arn'] ?? '';
    return IntegrationUri === arn || IntegrationUri.includes(`/functions/${arn}/`);
  });
  if (IntegrationType !== 'AWS_PROXY' || PayloadFormatVersion !== '2.0' || found === undefined) {
    throw new Error(
      `${integration.logicalId}: only functions of the stack, by payload format 2.0, can stand behind a route`,
    );
  }
  return found.logicalId;
}

/** The most specific route that takes the request, as HTTP API chooses: literal before variable before greedy, $default last. */
export function matchRoute(routes: readonly Route[], method: string, rawPath: string): RouteMatch | undefined {
  const segments = rawPath.split('/').slice(1);
  const matches = routes.flatMap((route) => {
    const match = matchOne(route, method, segments);
    return match === undefined ? [] : [match];
  });
  return matches.sort((left, right) => (rank(left.route) < rank(right.route) ? -1 : 1))[0];
}

function matchOne(route: Route, method: string, segments: readonly string[]): RouteMatch | undefined {
  if (route.key === '$default') return { route, parameters: {} };
  const [wantedMethod, pattern = ''] = route.key.split(' ');
  if (wantedMethod !== 'ANY' && wantedMethod !== method) return undefined;
  const wanted = pattern.split('/').slice(1);
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = segments[index];
    const variable = /^\{(.+?)(\+?)\}$/.exec(part);
    if (segment === undefined) return undefined;
    if (variable === null) {
      if (part !== segment) return undefined;
    } else if (variable[2] === '+') {
      parameters[variable[1] ?? ''] = decodeURIComponent(segments.slice(index).join('/'));
      return { route, parameters };
    } else if (segment === '') return undefined;
    else parameters[variable[1] ?? ''] = decodeURIComponent(segment);
  }
  return wanted.length === segments.length ? { route, parameters } : undefined;
}

/** Sorts segment by segment: literal 0, variable 1, greedy 2; a named method before ANY; `$default` after all. */
function rank({ key }: Route): string {
  if (key === '$default') return '9';
  const [method, pattern = ''] = key.split(' ');
  const kinds = pattern
    .split('/')
    .slice(1)
    .map((part) => (part.endsWith('+}') ? 2 : part.startsWith('{') ? 1 : 0));
  return `${kinds.join('')}${method === 'ANY' ? 1 : 0}`;
}
