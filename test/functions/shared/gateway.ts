import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

interface GatewayRequest {
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  path?: string;
  query?: string;
  pathParameters?: Record<string, string>;
  /** As HTTP API does for types that it does not know as text, such as CloudEvents. */
  base64?: boolean;
}

/** What HTTP API hands to a function for a request. */
export function gatewayEvent(routeKey: string, request: GatewayRequest = {}): APIGatewayProxyEventV2 {
  const [method = 'GET', template = '/'] = routeKey.split(' ');
  const { headers = {}, body, path = template, query = '', pathParameters = {}, base64 = true } = request;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    headers,
    pathParameters,
    isBase64Encoded: base64 && body !== undefined,
    ...(body !== undefined && { body: Buffer.from(body).toString(base64 ? 'base64' : 'utf8') }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'hub.example.gov.cn',
      domainPrefix: 'hub',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey,
      stage: '$default',
      time: '05/Nov/2026:02:00:00 +0000',
      timeEpoch: 1793844000000,
    },
  };
}

export const gatewayContext = (): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:local:000000000000:function:test',
  memoryLimitInMB: '256',
  awsRequestId: 'request-1',
  logGroupName: 'test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});
