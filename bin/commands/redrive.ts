import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Command } from 'commander';
import * as z from 'zod';
import { CliError } from '../cli-error.ts';
import { type Connection, type ConnectionOptions, connect, connected } from '../connection.ts';
import { reassessed } from '../reassess-parked.ts';
import { finishing, print, printJson } from '../terminal.ts';

interface RedriveOptions extends ConnectionOptions {
  json?: true;
}

/** Takes one message out of a queue; true where it was dealt with and may be deleted. */
type Handling = (connection: Connection, bodies: readonly string[]) => Promise<boolean[]>;

const again =
  (queue: string): Handling =>
  async ({ sqs, queue: urlOf }, bodies) => {
    for (const MessageBody of bodies) await sqs.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody }));
    return bodies.map(() => true);
  };

const parkedMessage = z.looseObject({ key: z.string() });
const assessAgain: Handling = (connection, bodies) =>
  reassessed(
    connection,
    bodies.map((body) => parkedMessage.parse(JSON.parse(body)).key),
  );

/** What redriving means for each queue that holds what failed. AWS China has no managed redrive. */
const handlings: Readonly<Record<string, Handling>> = {
  SmsDeadLetter: again('Sms'),
  ReceiptsDeadLetter: again('Receipts'),
  ImportsDeadLetter: again('Imports'),
  Parking: assessAgain,
};
/** Queues that hold only places in a stream or missed runs: their rows are still in the tables. */
const advice: Readonly<Record<string, string>> = {
  AssessFailures: '这里只有流里的位置,事件还在账本里;请运行 npx jiuzhu reconcile --repair',
  PublishFailures: '这里只有流里的位置;预警下次变动时会再通知其他系统',
  DispatchFailures: '这里只有流里的位置,通知还在表里;请运行 npx jiuzhu reconcile --repair 补发',
  ScheduleFailures: '这里是没跑成的定时任务;下一次会照常跑,核对请运行 npx jiuzhu reconcile',
};

/** `jiuzhu redrive <queue>`: gives what was set aside another try. */
export const redriveCommand = connected(new Command('redrive'))
  .summary('把死信队列里的消息再处理一次')
  .description('把死信队列里的消息再处理一次;先查明并解决原因,不然还会失败')
  .argument('<queue>', `队列:${Object.keys(handlings).join('、')}(别的队列会说明怎么办)`)
  .option('--json', '写成 JSON')
  .addHelpText('after', '\n例:\n  npx jiuzhu redrive SmsDeadLetter --stack jiuzhu-gansu-prod --region cn-north-1')
  .action((queue: string, options: RedriveOptions) => finishing(() => redrive(queue, options)));

async function redrive(name: string, options: RedriveOptions): Promise<void> {
  const said = advice[name];
  if (said !== undefined) throw new CliError(said, 2);
  const handling = handlings[name];
  if (!handling) throw new CliError(`没有 ${name} 这个队列;可以写:${Object.keys(handlings).join('、')}`, 2);
  const connection = await connect(options);
  const { redriven, left } = await drain(connection, connection.queue(name), handling);
  if (options.json) printJson({ queue: name, redriven, left });
  else print(redriven + left === 0 ? `${name} 是空的` : `再处理了${redriven}条${left > 0 ? `,还有${left}条没成` : ''}`);
  if (left > 0) throw new CliError(`${left}条留在 ${name} 里`);
}

async function drain(connection: Connection, url: string, handling: Handling) {
  const { sqs } = connection;
  let redriven = 0;
  let left = 0;
  for (;;) {
    // Long enough for what failed again to stay hidden until the end of this run.
    const order = { QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 120, WaitTimeSeconds: 1 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(order));
    if (Messages.length === 0) return { redriven, left };
    const done = await handling(
      connection,
      Messages.map(({ Body = '' }) => Body),
    );
    for (const [i, { ReceiptHandle }] of Messages.entries()) {
      if (done[i]) await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    }
    redriven += done.filter(Boolean).length;
    left += done.filter((each) => !each).length;
  }
}
