import * as z from 'zod';
import type { AwsCall } from './aws-call.ts';
import type { LiveResource } from './deployment.ts';

const KeySchema = z.array(z.looseObject({ AttributeName: z.string(), KeyType: z.string() }));
const Table = z.looseObject({
  AttributeDefinitions: z.array(z.unknown()),
  KeySchema,
  GlobalSecondaryIndexes: z
    .array(z.looseObject({ IndexName: z.string(), KeySchema, Projection: z.unknown() }))
    .default([]),
  LocalSecondaryIndexes: z
    .array(z.looseObject({ IndexName: z.string(), KeySchema, Projection: z.unknown() }))
    .default([]),
  StreamSpecification: z.looseObject({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.looseObject({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});
const Existing = z.looseObject({
  Table: z.looseObject({
    KeySchema,
    GlobalSecondaryIndexes: z.array(z.looseObject({ IndexName: z.string(), KeySchema })).default([]),
    LatestStreamArn: z.string().optional(),
  }),
});

/** A table as a stream's reader needs it. */
export interface LiveTable {
  readonly name: string;
  /** The emulator's own ARN, undefined without a stream. */
  readonly streamArn: string | undefined;
  readonly keyAttributes: readonly string[];
}

/** Makes the table, or finds it from an earlier run. Throws where the one on disk has other keys or indexes. */
export async function makeTable(resource: LiveResource, dynamodb: AwsCall): Promise<LiveTable> {
  const wanted = Table.parse(resource.properties);
  const name = resource.identity.ref;
  const existing = (await describe(name, dynamodb)) ?? (await create(name, wanted, dynamodb));
  const shape = (table: { KeySchema: unknown; GlobalSecondaryIndexes: { IndexName: string; KeySchema: unknown }[] }) =>
    JSON.stringify([
      table.KeySchema,
      table.GlobalSecondaryIndexes.map((index) => [index.IndexName, index.KeySchema]).sort(),
      // A table without a stream cannot feed a reader, so its presence is part of the shape.
    ]);
  if (shape(existing) !== shape(wanted) || (wanted.StreamSpecification !== undefined && !existing.LatestStreamArn)) {
    throw new Error(
      `the table ${name} on disk has other keys, indexes or stream than the stack: start with an empty folder`,
    );
  }
  return {
    name,
    streamArn: existing.LatestStreamArn,
    keyAttributes: wanted.KeySchema.map((key) => key.AttributeName),
  };
}

async function describe(name: string, dynamodb: AwsCall): Promise<z.infer<typeof Existing>['Table'] | undefined> {
  try {
    return Existing.parse(await dynamodb('DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function create(name: string, wanted: z.infer<typeof Table>, dynamodb: AwsCall) {
  await dynamodb('CreateTable', {
    TableName: name,
    AttributeDefinitions: wanted.AttributeDefinitions,
    KeySchema: wanted.KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...indexes('GlobalSecondaryIndexes', wanted.GlobalSecondaryIndexes),
    ...indexes('LocalSecondaryIndexes', wanted.LocalSecondaryIndexes),
    ...(wanted.StreamSpecification && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: wanted.StreamSpecification.StreamViewType },
    }),
  });
  const ttl = wanted.TimeToLiveSpecification;
  if (ttl?.Enabled === true) {
    await dynamodb('UpdateTimeToLive', {
      TableName: name,
      TimeToLiveSpecification: { AttributeName: ttl.AttributeName, Enabled: true },
    });
  }
  const made = await describe(name, dynamodb);
  if (made === undefined) throw new Error(`the table ${name} was made and is not there`);
  return made;
}

/** Only what CreateTable knows: a template's index may also carry throughput and monitoring settings. */
function indexes(
  kind: 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes',
  wanted: readonly { IndexName: string; KeySchema: unknown; Projection: unknown }[],
) {
  if (wanted.length === 0) return {};
  return { [kind]: wanted.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection })) };
}
