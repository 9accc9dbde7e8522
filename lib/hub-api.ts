import { Duration, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HubAlarm } from './hub-alarm.ts';
import { type HubFunction, hubLog } from './hub-function.ts';

/**
 * What the access log says of a request. The route's pattern, never the path or the query: `/s/{token}` opens a
 * statement, and ids lead to people. No address and no user agent either: recipients' are personal data.
 */
const LOGGED = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
} as const;

export interface HubApiProps {
  /** By route key, `POST /v1/events` or `$default`. */
  readonly routes: ReadonlyMap<string, HubFunction>;
  /** Encrypts the access log. */
  readonly key: kms.IKey;
  readonly alarms: sns.ITopic;
}

/** The one door: an HTTP API, because it is in every partition and costs a third of a REST API. */
export class HubApi extends Construct {
  readonly api: apigateway.HttpApi;

  constructor(scope: Construct, id: string, { routes, key, alarms }: HubApiProps) {
    super(scope, id);
    this.api = new apigateway.HttpApi(this, 'Http', { createDefaultStage: false });
    this.addStage(key);
    this.addRoutes(routes);
    new HubAlarm(this, 'ErrorAlarm', {
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: cloudwatch.Stats.SUM }),
      threshold: 5,
      costs: '接口连续报错:部门报不进困难信息,工作人员看不到待核查的家庭,群众打不开自己的帮扶清单。',
      topic: alarms,
    });
  }

  private addStage(key: kms.IKey): void {
    const log = hubLog(this, 'AccessLog', key);
    new apigateway.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 200, burstLimit: 400 },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
      },
    });
  }

  private addRoutes(routes: HubApiProps['routes']): void {
    const integrations = new Map<HubFunction, HttpLambdaIntegration>();
    for (const [route, target] of routes) {
      const integration = (route !== DEFAULT && integrations.get(target)) || integrationOf(route, target);
      integrations.set(target, integration);
      const added = new apigateway.HttpRoute(this, routeId(route), {
        httpApi: this.api,
        routeKey: routeKey(route),
        integration,
      });
      Validations.of(added).acknowledge({ id: 'AwsSolutions-APIG4', reason: VERIFIED_WITHIN });
    }
  }
}

const DEFAULT = '$default';
const VERIFIED_WITHIN =
  'The functions verify themselves: departments by signed requests (RFC 9421), staff by OIDC tokens, recipients by ' +
  'look-up code and four characters of the ID number, SMS providers by a secret path and their addresses. An authorizer cannot check a signature over the body.';

/**
 * One permission a function rather than one a route. Not so for `$default`: it is invoked as `<api>/<stage>/$default`,
 * which the permission for all routes, of method and path, does not match.
 */
const integrationOf = (route: string, target: HubFunction) =>
  new HttpLambdaIntegration(target.node.id, target, { scopePermissionToRoute: route === DEFAULT });

const isMethod = (text: string): text is keyof typeof apigateway.HttpMethod => text in apigateway.HttpMethod;

function routeKey(route: string): apigateway.HttpRouteKey {
  if (route === DEFAULT) return apigateway.HttpRouteKey.DEFAULT;
  const [method, routePath] = route.split(' ');
  if (!method || !routePath || !isMethod(method)) throw new Error(`no route key: ${route}`);
  return apigateway.HttpRouteKey.with(routePath, apigateway.HttpMethod[method]);
}

/** `POST /v1/people/{id}/statements` → `PostV1PeopleIdStatements`. */
function routeId(route: string): string {
  const words = route.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
