import { describe, expect, test } from 'vitest';
import { publishWarnings, type WarningFeed } from '../../../functions/publish-warnings/handler.ts';
import type { WarningChange } from '../../../functions/publish-warnings/warning-change.ts';

interface Row {
  readonly cycle?: string;
  readonly version?: number;
  readonly level?: string;
  readonly status?: string;
  readonly township?: string;
  readonly closed?: true;
}

const row = ({
  cycle = '00001',
  version = 1,
  level = 'blue',
  status = 'raised',
  township = '621102100',
  closed,
}: Row = {}) => ({
  p: { S: 'h-0123456789abcdefghijkl' },
  s: { S: `W#${cycle}` },
  v: { N: String(version) },
  lv: { S: level },
  st: { S: status },
  x: { B: 'AAAA' },
  ...(closed ? { tw: { S: township } } : { ot: { S: township }, od: { S: '0001#w' } }),
});

const record = (sequenceNumber: number, now: object, before?: object) => ({
  eventName: before ? 'MODIFY' : 'INSERT',
  dynamodb: { SequenceNumber: String(sequenceNumber), NewImage: now, ...(before && { OldImage: before }) },
});

/** Takes what it is given, apart from the versions it is told to refuse or to break at. */
class RecordingFeed implements WarningFeed {
  readonly taken: WarningChange[] = [];
  private readonly refuses: readonly number[];
  private readonly breaksAt: number | undefined;

  constructor(refuses: readonly number[] = [], breaksAt?: number) {
    this.refuses = refuses;
    this.breaksAt = breaksAt;
  }

  async publish(changes: readonly WarningChange[]) {
    if (changes.some(({ version }) => version === this.breaksAt)) throw new Error('the topic is away');
    this.taken.push(...changes.filter(({ version }) => !this.refuses.includes(version)));
    return changes.flatMap(({ version }, position) => (this.refuses.includes(version) ? [position] : []));
  }
}

const run = (feed: WarningFeed, ...Records: object[]) => publishWarnings({ feed })({ Records });
const failing = (...numbers: number[]) => ({ batchItemFailures: numbers.map((n) => ({ itemIdentifier: String(n) })) });

describe('publishing warnings', () => {
  test('tells ids, codes and state of a new warning, and nothing of the person', async () => {
    const feed = new RecordingFeed();
    expect(await run(feed, record(1, row({ level: 'red' })))).toEqual(failing());
    expect(feed.taken).toEqual([
      {
        id: 'h-0123456789abcdefghijkl.1',
        subject: 'h-0123456789abcdefghijkl',
        level: 'red',
        status: 'raised',
        township: '621102100',
        version: 1,
      },
    ]);
  });

  test.each([
    { what: 'the level', now: row({ version: 2, level: 'orange' }), told: 1 },
    { what: 'the status', now: row({ version: 2, status: 'accepted' }), told: 1 },
    { what: 'the township', now: row({ version: 2, township: '621102101' }), told: 1 },
    { what: 'only the version', now: row({ version: 2 }), told: 0 },
  ])('tells $told time(s) where $what changed', async ({ now, told }) => {
    const feed = new RecordingFeed();
    await run(feed, record(1, now, row()));
    expect(feed.taken).toHaveLength(told);
  });

  test('names the township of a warning that closes, though the row has left the open index', async () => {
    const feed = new RecordingFeed();
    await run(feed, record(1, row({ version: 2, status: 'resolved', closed: true }), row()));
    expect(feed.taken).toMatchObject([{ status: 'resolved', township: '621102100' }]);
  });

  test('reports by sequence number what the topic refused, and publishes nothing behind that group', async () => {
    const feed = new RecordingFeed([3]);
    const records = Array.from({ length: 12 }, (_, i) => record(100 + i, row({ version: i + 1 })));
    expect(await run(feed, ...records)).toEqual(failing(102));
    expect(feed.taken.map(({ version }) => version)).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('reports a whole group where the topic cannot be reached, and keeps what went before', async () => {
    const feed = new RecordingFeed([], 11);
    const records = Array.from({ length: 12 }, (_, i) => record(100 + i, row({ version: i + 1 })));
    expect(await run(feed, ...records)).toEqual(failing(110, 111));
    expect(feed.taken).toHaveLength(10);
  });

  test('reports each of them where every record fails', async () => {
    const records = [1, 2, 3].map((n) => record(n, row({ version: n })));
    expect(await run(new RecordingFeed([1, 2, 3]), ...records)).toEqual(failing(1, 2, 3));
  });

  test('reports a row it cannot read, and publishes the others', async () => {
    const feed = new RecordingFeed();
    const broken = { ...row(), st: { S: 'lost' } };
    expect(await run(feed, record(1, broken), record(2, row()))).toEqual(failing(1));
    expect(feed.taken).toHaveLength(1);
  });
});
