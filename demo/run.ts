import path from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { connect } from '../bin/connection.ts';
import { portOption } from '../bin/port-option.ts';
import { type RunningHub, runHub } from '../bin/run-hub.ts';
import { dim, finishing, print, tell } from '../bin/terminal.ts';
import { compileProvince } from '../lib/province.ts';
import { FIRST_DAY, instant } from './days.ts';
import { playedMonth, sizeOf } from './month.ts';
import { playMonth } from './play.ts';
import { nextCommands, summaryText } from './summary.ts';

const PROVINCE = 'gansu';

interface DemoOptions {
  port: number;
  data: string;
  once?: true;
  dynamodbEndpoint?: string;
}

/** `npm run demo`: a month of one county through the signed API, and what it led to. */
const program = new Command('npm run demo --')
  .description('在本机启动 hub,演一遍通渭县的一个月 / plays one month of one county on this machine')
  .option('--port <number>', '端口', portOption, 8787)
  .option('--data <folder>', '数据文件夹', path.join('.hub', 'demo'))
  .option('--once', '演完就关闭,不等 Ctrl-C')
  .option('--dynamodb-endpoint <url>', '用已有的 DynamoDB,不启动自带的')
  .action((options: DemoOptions) => finishing(() => demo(options)));

async function demo({ port, data, once, dynamodbEndpoint }: DemoOptions): Promise<void> {
  const began = performance.now();
  tell('正在启动 hub … / starting');
  const running = await runHub({
    province: PROVINCE,
    port,
    data,
    startAt: instant(FIRST_DAY, '08:00'),
    log: (line) => tell(dim(line)),
    ...(dynamodbEndpoint !== undefined && { dynamodbEndpoint }),
  });
  const { hub } = running;
  try {
    tell(`hub 已启动,用了${seconds(performance.now() - began)}秒:${hub.url}`);
    await play(running, data);
    if (once) return;
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    tell('正在关闭,数据都在 / stopping, everything is kept');
  } finally {
    await hub.stop();
  }
}

async function play(running: RunningHub, data: string): Promise<void> {
  const connection = await connect({ data });
  const { households, postings, told } = playedMonth(compileProvince(PROVINCE).province.profile);
  const events = postings.reduce((sum, posting) => sum + sizeOf(posting), 0);
  const bar = new SingleBar({ format: '{day} {bar} {value}/{total} 条', hideCursor: true, stream: process.stderr });
  bar.start(events, 0, { day: FIRST_DAY });
  const progress = (sent: number, day: string) => bar.update(sent, { day });
  const played = await playMonth({ running, connection, data, postings, households, progress }).finally(() =>
    bar.stop(),
  );
  const { outbox } = running.hub;
  print();
  print(await summaryText({ connection, outbox, red: told.red, played, events, households: households.length }));
  print();
  print(nextCommands(connection));
}

const seconds = (ms: number) => Math.round(ms / 1000);

await program.parseAsync();
process.exit();
