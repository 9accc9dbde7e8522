import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';

/** Told the capacity units that each call took, by operation and deployed table name; indexes are in their table's. */
export type Meter = (operation: string, table: string, units: number) => void;

/** What a command must ask for so that `metered` has something to tell. Nothing is asked where nobody listens. */
export const asking = (meter: Meter | undefined) => (meter ? { ReturnConsumedCapacity: 'TOTAL' as const } : {});

export function metered(
  meter: Meter | undefined,
  operation: string,
  consumed: ConsumedCapacity | readonly ConsumedCapacity[] | undefined,
): void {
  if (!meter || consumed === undefined) return;
  const list = 'length' in consumed ? consumed : [consumed];
  for (const { TableName, CapacityUnits } of list) meter(operation, TableName ?? '', CapacityUnits ?? 0);
}
