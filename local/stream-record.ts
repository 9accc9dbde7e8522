import * as z from 'zod';

const Keys = z.record(z.string(), z.unknown());

/** A record as GetRecords gives it over the wire, which is what Lambda hands over. */
export const StreamRecord = z.looseObject({
  eventName: z.string(),
  dynamodb: z.looseObject({
    SequenceNumber: z.string(),
    ApproximateCreationDateTime: z.number(),
    Keys,
  }),
});
export type StreamRecord = z.infer<typeof StreamRecord>;

/** Who deletes what has expired, as AWS names it in the record. */
const TIME_TO_LIVE = { type: 'Service', principalId: 'dynamodb.amazonaws.com' } as const;

/**
 * The record as AWS would hand it over: the stream's ARN in the function's region, and expiry as a REMOVE by the service.
 * DynamoDB Local says UNKNOWN_TO_SDK_VERSION there, leaves out who did it and adds index keys to the table's.
 */
export function asAwsSends(
  record: StreamRecord,
  source: { readonly arn: string; readonly region: string; readonly keyAttributes: readonly string[] },
): StreamRecord {
  const shared = { ...record, awsRegion: source.region, eventSource: 'aws:dynamodb', eventSourceARN: source.arn };
  const expired = record.eventName === 'UNKNOWN_TO_SDK_VERSION' || isExpiry(record['userIdentity']);
  if (!expired) return shared;
  const keys = Object.entries(record.dynamodb.Keys).filter(([name]) => source.keyAttributes.includes(name));
  return {
    ...shared,
    eventName: 'REMOVE',
    userIdentity: TIME_TO_LIVE,
    dynamodb: { ...record.dynamodb, Keys: Object.fromEntries(keys) },
  };
}

const isExpiry = (identity: unknown): boolean =>
  typeof identity === 'object' && identity !== null && JSON.stringify(identity).includes('dynamodb.amazonaws.com');
