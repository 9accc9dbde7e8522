import * as z from 'zod';
import { fakeAuthorization } from './aws-call.ts';
import type { LiveResource } from './deployment.ts';

/** Makes a topic, or finds it from an earlier run. */
export async function makeTopic({ identity }: LiveResource, endpoint: string, region: string): Promise<void> {
  await sns(endpoint, region, { Action: 'CreateTopic', Name: identity.attributes['TopicName'] ?? '' });
}

const Subscription = z.looseObject({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string().optional(),
  RawMessageDelivery: z.boolean().optional(),
  FilterPolicy: z.record(z.string(), z.unknown()).optional(),
  FilterPolicyScope: z.string().optional(),
});

/**
 * Subscribes a queue to a topic; subscribing twice is harmless. E-mail is left out with a line in the log, because nobody
 * sends any here. Throws for another protocol.
 */
export async function subscribe(
  { logicalId, properties }: LiveResource,
  endpoint: string,
  region: string,
  log: (line: string) => void,
): Promise<void> {
  const wanted = Subscription.parse(properties);
  if (wanted.Protocol.startsWith('email')) return log(`${logicalId}: e-mail is not sent on one machine`);
  if (wanted.Protocol !== 'sqs') {
    throw new Error(`${logicalId} subscribes by ${wanted.Protocol}: only queues can be subscribed on one machine`);
  }
  const attributes = Object.entries({
    RawMessageDelivery: wanted.RawMessageDelivery === true ? 'true' : undefined,
    FilterPolicy: wanted.FilterPolicy && JSON.stringify(wanted.FilterPolicy),
    FilterPolicyScope: wanted.FilterPolicyScope,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  await sns(endpoint, region, {
    Action: 'Subscribe',
    TopicArn: wanted.TopicArn,
    Protocol: 'sqs',
    Endpoint: wanted.Endpoint ?? '',
    ...Object.fromEntries(
      attributes.flatMap(([key, value], index) => [
        [`Attributes.entry.${index + 1}.key`, key],
        [`Attributes.entry.${index + 1}.value`, value],
      ]),
    ),
  });
}

async function sns(endpoint: string, region: string, parameters: Record<string, string>): Promise<void> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: fakeAuthorization(region, 'sns'),
    },
    body: new URLSearchParams({ Version: '2010-03-31', ...parameters }).toString(),
  });
  if (!response.ok) throw new Error(`${parameters['Action']}: ${await response.text()}`);
}

/** Makes a bucket, or finds it from an earlier run. */
export async function makeBucket({ identity }: LiveResource, endpoint: string, region: string): Promise<void> {
  const response = await fetch(`${endpoint}/${identity.ref}`, {
    method: 'PUT',
    headers: { authorization: fakeAuthorization(region, 's3') },
  });
  if (!response.ok && response.status !== 409) throw new Error(`CreateBucket: ${await response.text()}`);
}
