import {
  type AttributeValue,
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { inParallel } from '../functions/shared/in-parallel.ts';

const TABLE = 'bench-ceiling';
/** As many as the ledger has under way. */
const PUTS_AT_ONCE = 32;

/**
 * Conditional puts a second that the emulator takes with nothing around them: the very rows of the ledger, into a table like
 * it, stream included. `most` rows at most.
 */
export async function ceilingPerSecond(
  endpoint: string,
  region: string,
  ledger: string,
  most: number,
): Promise<number> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const rows = await rowsOf(client, ledger, most);
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'k', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'k', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: TABLE });
  const began = performance.now();
  await inParallel(PUTS_AT_ONCE, rows, (Item) =>
    client.send(new PutItemCommand({ TableName: TABLE, Item, ConditionExpression: 'attribute_not_exists(k)' })),
  );
  const perSecond = rows.length / ((performance.now() - began) / 1000);
  await client.send(new DeleteTableCommand({ TableName: TABLE }));
  client.destroy();
  return perSecond;
}

async function rowsOf(client: DynamoDBClient, table: string, most: number): Promise<Record<string, AttributeValue>[]> {
  const rows: Record<string, AttributeValue>[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: table, ...(from && { ExclusiveStartKey: from }) }));
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from && rows.length < most);
  return rows.slice(0, most);
}
