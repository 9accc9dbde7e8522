import * as z from 'zod';
import { streamImage } from './dynamo/stream-image.ts';
import type { StoredItem } from './dynamo/table.ts';
import { log } from './telemetry.ts';

const record = z.object({ dynamodb: z.object({ SequenceNumber: z.string(), NewImage: z.unknown() }) });
const event = z.object({ Records: z.array(z.unknown()) });

export interface StreamPorts<T> {
  /** Reads a row; undefined where it is none of ours. Throws where it cannot be read. */
  read: (item: StoredItem) => Promise<T | undefined>;
  /** The whole batch at once; idempotent, since a batch may come again. */
  run: (rows: readonly T[]) => Promise<void>;
  /** Takes a row that can never be read out of the way; rethrows what may be read later. */
  unreadable: (item: StoredItem, error: unknown) => Promise<void>;
}

/**
 * A DynamoDB stream's batch. Where the batch as a whole fails, its rows are tried one by one, so that only those that fail
 * by themselves are reported and come again; the answer is never empty where something failed.
 */
export const onStream =
  <T>({ read, run, unreadable }: StreamPorts<T>) =>
  async (given: unknown): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> => {
    const rows: { sequence: string; row: T }[] = [];
    const failed: string[] = [];
    for (const each of event.parse(given).Records) {
      const { SequenceNumber: sequence, NewImage } = record.parse(each).dynamodb;
      const item = streamImage(NewImage);
      try {
        const row = await read(item).catch(async (error: unknown) => {
          await unreadable(item, error);
          return undefined;
        });
        if (row !== undefined) rows.push({ sequence, row });
      } catch (error) {
        log.error('A stream record could not be read', error);
        failed.push(sequence);
      }
    }
    failed.push(...(await runAll(rows, run)));
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

async function runAll<T>(rows: readonly { sequence: string; row: T }[], run: StreamPorts<T>['run']): Promise<string[]> {
  if (rows.length === 0) return [];
  try {
    await run(rows.map(({ row }) => row));
    return [];
  } catch (error) {
    log.error('A batch failed and is tried row by row', error, { rows: rows.length });
  }
  const failed: string[] = [];
  for (const { sequence, row } of rows) {
    try {
      await run([row]);
    } catch (error) {
      log.error('A stream record failed', error);
      failed.push(sequence);
    }
  }
  return failed;
}
