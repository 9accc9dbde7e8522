import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { AwsCall } from './aws-call.ts';
import { type EventSource, failedItems } from './event-source.ts';
import type { RecordFilter } from './filter-criteria.ts';
import type { LocalFunction } from './local-function.ts';
import { keepLooking, type Polling } from './polling.ts';

const Message = z.looseObject({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  MD5OfBody: z.string().optional(),
  MD5OfMessageAttributes: z.string().optional(),
  Attributes: z.record(z.string(), z.string()).default({}),
  MessageAttributes: z
    .record(
      z.string(),
      z.looseObject({ DataType: z.string(), StringValue: z.string().optional(), BinaryValue: z.string().optional() }),
    )
    .default({}),
});
type Message = z.infer<typeof Message>;
const Received = z.looseObject({ Messages: z.array(Message).default([]) });

export interface QueuePollerParts {
  readonly source: EventSource;
  readonly queueUrl: string;
  readonly target: LocalFunction;
  readonly region: string;
  readonly sqs: AwsCall;
  readonly filter: RecordFilter;
  readonly report: (error: unknown) => void;
  readonly startPaused: boolean;
}

const DEFAULT_BATCH = 10;
/** ReceiveMessage's own limit. */
const MAX_RECEIVE = 10;

/**
 * Feeds a queue to a function. What succeeded is deleted; what failed comes again after its visibility timeout and, after
 * the redrive policy's number of tries, goes to the dead letters. Short polls: an emulator keeps a long poll that we left
 * waiting, and would hand its message to nobody.
 */
export function pollQueue(parts: QueuePollerParts): Polling {
  const { source, queueUrl, sqs, target } = parts;
  const batchSize = source.batchSize ?? DEFAULT_BATCH;
  const batchesAtOnce = Math.min(source.maxConcurrency ?? target.spec.concurrency, target.spec.concurrency);
  let stopping = false;

  async function look(): Promise<boolean> {
    const handling: Promise<void>[] = [];
    while (handling.length < batchesAtOnce && !stopping) {
      const batch = await gather();
      if (batch.length === 0) break;
      handling.push(handle(batch));
    }
    await Promise.all(handling);
    return handling.length > 0;
  }

  async function gather(): Promise<Message[]> {
    const messages: Message[] = [];
    let until: number | undefined;
    while (messages.length < batchSize && !stopping) {
      const received = await receive(Math.min(MAX_RECEIVE, batchSize - messages.length));
      messages.push(...received);
      if (messages.length > 0) until ??= performance.now() + source.windowMs;
      if (until === undefined || performance.now() >= until) break;
      if (received.length === 0) await sleep(20);
    }
    return messages;
  }

  async function receive(count: number): Promise<Message[]> {
    const answer = await sqs('ReceiveMessage', {
      QueueUrl: queueUrl,
      MaxNumberOfMessages: count,
      WaitTimeSeconds: 0,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return Received.parse(answer).Messages;
  }

  async function handle(messages: readonly Message[]): Promise<void> {
    const wanted = messages.filter((message) => parts.filter({ ...message, body: parsed(message.Body) }));
    const done = new Set(messages.filter((message) => !wanted.includes(message)));
    if (wanted.length > 0) {
      const outcome = await target.invoke({ Records: wanted.map((message) => asLambdaSees(message, parts)) });
      const ids = wanted.map((message) => message.MessageId);
      const failed = failedItems(outcome, source.reportsFailures, ids);
      if (failed !== 'all') for (const message of wanted) if (!failed.has(message.MessageId)) done.add(message);
    }
    await remove([...done]);
  }

  async function remove(messages: readonly Message[]): Promise<void> {
    for (let from = 0; from < messages.length; from += MAX_RECEIVE) {
      const Entries = messages
        .slice(from, from + MAX_RECEIVE)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs('DeleteMessageBatch', { QueueUrl: queueUrl, Entries });
    }
  }

  const polling = keepLooking(look, parts.report, parts.startPaused);
  return {
    ...polling,
    stop: () => {
      stopping = true;
      return polling.stop();
    },
  };
}

function asLambdaSees(message: Message, { source, region }: QueuePollerParts) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          ...(StringValue !== undefined && { stringValue: StringValue }),
          ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
          dataType: DataType,
        },
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    ...(message.MD5OfMessageAttributes !== undefined && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    eventSource: 'aws:sqs',
    eventSourceARN: source.sourceArn,
    awsRegion: region,
  };
}

/** A filter looks into a body that is JSON, and at the text of one that is not. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
