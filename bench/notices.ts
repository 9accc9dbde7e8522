import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Notice } from '../domain/notice.ts';
import { batchPut } from '../functions/shared/dynamo/batch.ts';
import { noticeItem } from '../functions/shared/dynamo/notices.ts';
import { inParallel } from '../functions/shared/in-parallel.ts';
import type { NoticeKey } from '../functions/shared/notices.ts';
import { sqsSmsQueue } from '../functions/shared/sqs-sms-queue.ts';
import { compileProvince } from '../lib/province.ts';
import { startDynamodbLocal } from '../local/dynamodb-local.ts';
import { freePorts } from '../local/ports.ts';
import { startQueueServer } from '../local/queue-server.ts';
import { makeLocalTables } from '../test/functions/shared/dynamodb-local.ts';
import { type CountingProvider, startCountingProvider } from './counting-provider.ts';
import { BENCH_NOW, COUNTY, personAt } from './county.ts';
import { type Figure, figure, percentile } from './figure.ts';
import { chunks, numbered } from './handler-rate.ts';
import { type Lane, laneSqs, laneStores, leftIn, makeQueue } from './sms-lane.ts';
import { bundleWorker, startWorkers, type Workers } from './sms-workers.ts';

interface NoticesOptions {
  size?: number;
  province: string;
  log: (line: string) => void;
}

const NOTICES = 20_000;
const PEOPLE = 300;
/** Messages of the baseline: a rate needs no more. */
const MOST_BARE = 3000;
/** Pushed one after another at half of what the senders take, so that no message waits for those before it. */
const MOST_PACED = 1000;
/** What was under way when a sender was killed comes minutes later, by the hub's own waits: the rate is of the others. */
const COUNTED = 0.9;
const LONGEST_DRAIN_MS = 300_000;

/**
 * Text messages through queue, claim and a provider on this machine that answers in 50 ms, a sender killed every three seconds;
 * beside them the same queue and provider with nothing in between. Then every notice is held against what the provider took.
 */
export async function noticesBench({ size = NOTICES, province, log }: NoticesOptions): Promise<readonly Figure[]> {
  const data = mkdtempSync(path.join(tmpdir(), 'jiuzhu-notices-'));
  mkdirSync(path.join(data, 'logs'));
  const [dynamodbPort = 0, queuePort = 0] = await freePorts(2);
  const emulators = await Promise.all([
    startDynamodbLocal(data, dynamodbPort, 'in-memory'),
    startQueueServer(data, queuePort, 'us-east-1'),
  ]);
  writeFileSync(path.join(data, 'province.json'), compileProvince(province).json);
  const provider = await startCountingProvider();
  const [dynamodb, sqs] = emulators.map(({ endpoint }) => endpoint);
  const lane: Lane = {
    dynamodb: dynamodb ?? '',
    sqs: sqs ?? '',
    provider: provider.url,
    worker: bundleWorker(data),
    folder: data,
    startedAt: Date.now(),
    seed: randomBytes(16).toString('hex'),
  };
  const tables = await makeLocalTables(lane.dynamodb);
  try {
    return await measure({ lane, provider, size, log });
  } finally {
    await tables.stop();
    await Promise.all([provider.stop(), ...emulators.map((each) => each.stop())]);
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Run {
  lane: Lane;
  provider: CountingProvider;
  size: number;
  log: (line: string) => void;
}

async function measure(run: Run): Promise<Figure[]> {
  const { lane, provider, size, log } = run;
  log(`${size} notices to ${PEOPLE} people`);
  const notices = await madeUpNotices(lane, size);
  log('the same queue and provider, and nothing in between');
  const bareKeys = numbered(Math.min(size, MOST_BARE), (nth) => ({ subject: 'bare', id: `n-${nth}` }));
  const bare = await lap(run, 'bare', bareKeys, { bare: true, kill: false });
  log('the notices, a sender killed every three seconds');
  const real = await lap(run, 'sms', notices, { bare: false, kill: true });
  const { duplicates, calls, lost } = await accountFor(run, notices);
  const beside = (value: number) => ({ name: 'queue and provider alone', value });
  const goal = { name: 'goal', value: 0 };
  return [
    figure('notices', 'notices_per_s', real.perSecond, 'messages/s', beside(bare.perSecond)),
    figure('notices', 'queue_to_provider_p95_ms', real.p95, 'ms', beside(bare.p95)),
    figure('notices', 'duplicates', duplicates, 'messages', goal),
    figure('notices', 'lost', lost, 'notices', goal),
    figure('notices', 'calls_instead', calls, 'notices'),
    figure('notices', 'killed', real.killed, 'senders'),
    figure('notices', 'asked_after', provider.asked(), 'times'),
  ];
}

/** Grants that people are told of, already in the outbox. */
async function madeUpNotices(lane: Lane, size: number): Promise<Notice[]> {
  const { people, deps, hasher } = await laneStores(lane);
  await inParallel(8, numbered(Math.min(PEOPLE, size), personAt), async ({ idNumber, name, phone, township }) => {
    const at = BENCH_NOW - 86_400_000;
    const home = { value: township, at };
    await people.create(hasher.personKey(idNumber), {
      id: `p-${phone}`,
      version: 1,
      idNumber,
      name: { value: name, at },
      phone: { value: `+86${phone}`, at },
      residence: home,
      registered: home,
    });
  });
  const notices = numbered(size, (nth): Notice => {
    const { name, phone, township } = personAt(nth % PEOPLE);
    return {
      subject: `p-${phone}`,
      id: `n-${nth}`,
      kind: 'granted',
      channel: 'sms',
      audience: { to: 'person', person: `p-${phone}` },
      cause: `grant:${nth}`,
      township,
      reason: '救助已批准,告知本人',
      values: { 姓名: name, 事项: '临时救助', 金额: '1200.00', 电话: '0932-5550123' },
      status: 'queued',
      createdAt: BENCH_NOW,
    };
  });
  const { client, table, sealer } = deps('Notices');
  for (const part of chunks(notices, 500)) {
    const items = await inParallel(8, part, (notice) => noticeItem(sealer, notice));
    await batchPut({ client, table }, items, ({ p, s }) => `${p}/${s}`);
  }
  return notices;
}

/** Pushes most at once and the rest one after another, and waits until the queue is empty. */
async function lap(run: Run, name: string, keys: readonly NoticeKey[], how: { bare: boolean; kill: boolean }) {
  const { lane, provider } = run;
  const sqs = laneSqs(lane);
  const queue = await makeQueue(sqs, name);
  const workers = await startWorkers(lane, queue, how);
  try {
    const paced = keys.slice(0, Math.min(MOST_PACED, Math.floor(keys.length / 4)));
    const atOnce = keys.slice(paced.length);
    const began = now();
    await sqsSmsQueue(sqs, queue).send(atOnce);
    const perSecond = await rateOf(provider, atOnce, began);
    await drained(run, sqs, queue, workers);
    const pushedAt = await pushPaced(sqs, queue, paced, perSecond / 2);
    await drained(run, sqs, queue, workers);
    const waits = paced.flatMap((key) => {
      const [at] = provider.taken.get(referenceOf(key)) ?? [];
      return at === undefined ? [] : [at - (pushedAt.get(key) ?? 0)];
    });
    return { perSecond, p95: percentile(waits, 95), killed: workers.killed() };
  } finally {
    await workers.stop();
  }
}

const now = () => performance.timeOrigin + performance.now();
const referenceOf = ({ subject, id }: NoticeKey) => `${subject}/${id}`;

async function rateOf({ taken }: CountingProvider, keys: readonly NoticeKey[], began: number): Promise<number> {
  const counted = Math.floor(keys.length * COUNTED);
  for (;;) {
    const instants = keys.flatMap((key) => taken.get(referenceOf(key))?.[0] ?? []).sort((a, b) => a - b);
    const last = instants[counted - 1];
    if (last !== undefined) return (counted * 1000) / (last - began);
    await sleep(250);
  }
}

async function pushPaced(client: SQSClient, queue: string, keys: readonly NoticeKey[], perSecond: number) {
  const pushedAt = new Map<NoticeKey, number>();
  const sms = sqsSmsQueue(client, queue);
  const began = now();
  for (const [nth, key] of keys.entries()) {
    await sleep(Math.max(0, began + (nth * 1000) / perSecond - now()));
    pushedAt.set(key, now());
    await sms.send([key]);
  }
  return pushedAt;
}

async function drained({ log }: Run, sqs: SQSClient, queue: string, workers: Workers): Promise<void> {
  const until = performance.now() + LONGEST_DRAIN_MS;
  for (;;) {
    const left = await leftIn(sqs, queue);
    if (left === 0) return;
    if (performance.now() > until) throw new Error(`${left} messages are still in the queue`);
    log(`${left} messages left, ${workers.killed()} senders killed`);
    await sleep(2000);
  }
}

/** Every notice went out once and is known to have, or is a call of the hotline's. */
async function accountFor({ lane, provider }: Run, made: readonly Notice[]) {
  const { notices, calls } = await laneStores(lane);
  const subjects = [...new Set(made.map(({ subject }) => subject))];
  const standing = (await inParallel(8, subjects, (subject) => notices.of(subject))).flat();
  const called = new Set<string>();
  let after: string | undefined;
  do {
    const page = await calls.openIn(COUNTY, after === undefined ? {} : { after });
    for (const { notice } of page.items) called.add(notice.id);
    after = page.next;
  } while (after !== undefined);
  const takenOf = (notice: Notice) => provider.taken.get(referenceOf(notice))?.length ?? 0;
  const told = standing.filter((each) => (each.status === 'sent' && takenOf(each) > 0) || called.has(each.id));
  return {
    duplicates: made.reduce((sum, each) => sum + Math.max(0, takenOf(each) - 1), 0),
    calls: called.size,
    lost: made.length - told.length,
  };
}
