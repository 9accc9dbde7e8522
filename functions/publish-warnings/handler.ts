import * as z from 'zod';
import { log } from '../shared/telemetry.ts';
import { isNews, streamRecord, type WarningChange } from './warning-change.ts';

/** Where changes go. Answers the positions, from 0, of those that were not taken; throws where none was. */
export interface WarningFeed {
  publish(changes: readonly WarningChange[]): Promise<readonly number[]>;
}

export interface PublishPorts {
  readonly feed: WarningFeed;
}

interface Numbered {
  readonly sequenceNumber: string;
  readonly change: WarningChange;
}

const streamEvent = z.object({ Records: z.array(z.unknown()) });
const numbered = z.object({ dynamodb: z.object({ SequenceNumber: z.string() }) });

/** SNS takes no more at once. */
const AT_ONCE = 10;

/**
 * Tells other systems of each warning that changed, in the stream's order. Stops at the first group of which something
 * failed and reports it by sequence number: the stream goes on from there, so no change overtakes an earlier one for long.
 */
export const publishWarnings = (ports: PublishPorts) => async (event: unknown) => {
  const { changes, unreadable } = read(streamEvent.parse(event).Records);
  for (let start = 0; start < changes.length; start += AT_ONCE) {
    const failed = await publish(ports, changes.slice(start, start + AT_ONCE));
    if (failed.length > 0) return report([...failed, ...unreadable]);
  }
  return report(unreadable);
};

async function publish({ feed }: PublishPorts, group: readonly Numbered[]): Promise<readonly string[]> {
  try {
    const refused = await feed.publish(group.map(({ change }) => change));
    return group.filter((_, position) => refused.includes(position)).map(({ sequenceNumber }) => sequenceNumber);
  } catch (error) {
    log.error('Warnings could not be published', error, { count: group.length });
    return group.map(({ sequenceNumber }) => sequenceNumber);
  }
}

/** A row that cannot be read is a defect: it is reported, so that it ends in the failures queue and rings, never dropped. */
function read(records: readonly unknown[]): { changes: readonly Numbered[]; unreadable: readonly string[] } {
  const changes: Numbered[] = [];
  const unreadable: string[] = [];
  for (const record of records) {
    const { SequenceNumber: sequenceNumber } = numbered.parse(record).dynamodb;
    const parsed = streamRecord.safeParse(record);
    if (!parsed.success) {
      unreadable.push(sequenceNumber);
      continue;
    }
    const { NewImage: change, OldImage: before } = parsed.data.dynamodb;
    if (isNews(change, before)) changes.push({ sequenceNumber, change });
  }
  return { changes, unreadable };
}

const report = (sequenceNumbers: readonly string[]) => ({
  batchItemFailures: sequenceNumbers.map((itemIdentifier) => ({ itemIdentifier })),
});
