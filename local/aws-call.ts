/** An emulator's refusal. `name` is the error's code, such as `ResourceNotFoundException`. */
export class AwsCallError extends Error {
  readonly status: number;

  constructor(action: string, code: string, message: string, status: number) {
    super(`${action}: ${code}: ${message}`);
    this.name = code;
    this.status = status;
  }
}

/** Calls one service of an emulator. */
export type AwsCall = (action: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>;

export interface AwsCallTarget {
  readonly endpoint: string;
  readonly region: string;
  readonly service: 'dynamodb' | 'sqs';
  /** First half of `X-Amz-Target`. */
  readonly target: 'DynamoDB_20120810' | 'DynamoDBStreams_20120810' | 'AmazonSQS';
}

/**
 * AWS' JSON protocol without the SDK: what comes over the wire is what Lambda hands to a handler (binary as base64, times
 * as numbers), and the hub starts faster. Throws AwsCallError for a refusal.
 */
export function awsCaller({ endpoint, region, service, target }: AwsCallTarget): AwsCall {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    authorization: fakeAuthorization(region, service),
  };
  return async (action, input) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { ...headers, 'x-amz-target': `${target}.${action}` },
      body: JSON.stringify(input),
    });
    const answer: unknown = JSON.parse((await response.text()) || '{}');
    if (!response.ok) throw refusal(action, answer, response.status);
    return answer;
  };
}

/** Emulators verify no signature, but read the region from it. */
export function fakeAuthorization(region: string, service: string): string {
  return `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

function refusal(action: string, answer: unknown, status: number): AwsCallError {
  const fields = new Map(Object.entries(typeof answer === 'object' && answer !== null ? answer : {}));
  const code =
    String(fields.get('__type') ?? 'UnknownError')
      .split('#')
      .at(-1) ?? 'UnknownError';
  return new AwsCallError(action, code, String(fields.get('message') ?? fields.get('Message') ?? ''), status);
}
