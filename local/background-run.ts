import * as z from 'zod';
import type { Deployment } from './deployment.ts';
import type { Outcome } from './handler-process.ts';
import type { LocalFunction } from './local-function.ts';

const Config = z.looseObject({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.int().optional(),
  DestinationConfig: z.looseObject({ OnFailure: z.looseObject({ Destination: z.string() }).optional() }).optional(),
});

/** How a function is run in the background (AWS::Lambda::EventInvokeConfig). */
export interface BackgroundPolicy {
  readonly retries: number;
  /** ARN of the queue that hears of a run given up. */
  readonly onFailure: string | undefined;
}

/** Lambda's own default. */
const DEFAULT_RETRIES = 2;

export function backgroundPolicy(deployment: Deployment, functionName: string): BackgroundPolicy {
  const config = deployment
    .ofType('AWS::Lambda::EventInvokeConfig')
    .map(({ properties }) => Config.parse(properties))
    .find(({ FunctionName }) => FunctionName === functionName);
  return {
    retries: config?.MaximumRetryAttempts ?? DEFAULT_RETRIES,
    onFailure: config?.DestinationConfig?.OnFailure?.Destination,
  };
}

/**
 * Runs a function as an event rule does: again at once where it failed (Lambda waits a minute or two), and then the failure
 * queue hears of it.
 */
export async function runInBackground(
  target: LocalFunction,
  event: unknown,
  policy: BackgroundPolicy,
  send: (queueArn: string, notice: unknown) => Promise<void>,
): Promise<Outcome> {
  let outcome = await target.invoke(event);
  for (let retry = 0; !outcome.ok && retry < policy.retries; retry++) outcome = await target.invoke(event);
  if (!outcome.ok && policy.onFailure !== undefined) {
    await send(policy.onFailure, {
      version: '1.0',
      timestamp: new Date().toISOString(),
      requestContext: {
        requestId: outcome.id,
        functionArn: `${target.spec.arn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: policy.retries + 1,
      },
      requestPayload: event,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: outcome.error,
    });
  }
  return outcome;
}
