import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, LeftOff, whileWanted } from '../../../functions/upload-page/page/file-digest.ts';
import { LineBroken, type Sending, sendFile } from '../../../functions/upload-page/page/send-file.ts';
import { sendParts } from '../../../functions/upload-page/page/send-parts.ts';
import type { Part } from '../../../functions/upload-page/page/upload-view.ts';
import { type Uploads, uploadsBy } from '../../../functions/upload-page/page/uploads.ts';

const PART = 10;
const chosen = (bytes: Uint8Array<ArrayBuffer>) => ({
  name: '十月.csv',
  size: bytes.length,
  read: async (from: number, to: number) => bytes.slice(from, to),
});
const partsOf = (size: number): Part[] =>
  Array.from({ length: Math.ceil(size / PART) }, (_, i) => ({
    url: `/part/${i}`,
    headers: {},
    from: i * PART,
    to: Math.min(size, (i + 1) * PART),
  }));

/** A hub that keeps what came, and a line of which each answer is told. */
function hubWith(size: number, statuses: readonly number[]) {
  const there = new Set<number>();
  const puts: number[] = [];
  const pauses: number[] = [];
  const left = [...statuses];
  const missing = () => partsOf(size).filter(({ from }) => !there.has(from));
  const view = (status: string) => ({
    ...{ uploadId: 'u-1', type: 'death', typeName: '死亡', filename: '十月.csv', bytes: size, dryRun: false, status },
    ...{ statusText: '', left: 0, createdAt: '', parts: missing() },
    rows: { read: 0, accepted: 0, unchanged: 0, duplicate: 0, rejected: 0 },
  });
  const uploads: Uploads = uploadsBy(async (method, path) => {
    if (path.endsWith('/complete')) return view(missing().length === 0 ? 'waiting' : 'receiving');
    return view(method === 'POST' || missing().length > 0 ? 'receiving' : 'waiting');
  });
  return {
    uploads,
    there,
    puts,
    pauses,
    pause: async (ms: number) => void pauses.push(ms),
    async put(part: Part, tell: (sent: number) => void) {
      const status = left.shift() ?? 200;
      puts.push(part.from);
      tell(Math.floor((part.to - part.from) / 2));
      if (status === 200) {
        tell(part.to - part.from);
        there.add(part.from);
      }
      return status;
    },
  };
}

const send = async (size: number, hub: ReturnType<typeof hubWith>) => {
  const told: Sending[] = [];
  const order = { file: chosen(new Uint8Array(size)), type: 'death', mode: undefined, dryRun: false };
  const ended = await sendFile(order, hub, (sending) => void told.push(sending)).catch((error: unknown) => error);
  return { told, ended };
};

describe('the digest of a file', () => {
  it.each([0, 1, 4 * 1024 * 1024, 4 * 1024 * 1024 + 1])('of %i bytes is SHA-256, however it was read', async (size) => {
    const bytes = new Uint8Array(size).fill(7);
    const told: number[] = [];
    const digest = await digestOf(chosen(bytes), (done) => void told.push(done));
    expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(told.at(-1) ?? 0).toBe(size);
  });
});

describe('a file', () => {
  it('goes in parts, each once', async () => {
    const hub = hubWith(35, []);
    const { ended, told } = await send(35, hub);
    expect(ended).toMatchObject({ status: 'waiting' });
    expect(hub.puts.toSorted((a, b) => a - b)).toEqual([0, 10, 20, 30]);
    expect(told.at(-1)).toEqual({ stage: 'sending', done: 35, resumed: false });
  });

  it('of which a part is there already sends the rest, and says that it goes on', async () => {
    const hub = hubWith(35, []);
    hub.there.add(0).add(20);
    const { told } = await send(35, hub);
    expect(hub.puts.toSorted((a, b) => a - b)).toEqual([10, 30]);
    expect(told.at(-1)).toEqual({ stage: 'sending', done: 35, resumed: true });
  });

  it('sends a part again after the line broke, and says when', async () => {
    const hub = hubWith(10, [0, 503]);
    const { ended, told } = await send(10, hub);
    expect(ended).toMatchObject({ status: 'waiting' });
    expect(hub.puts).toEqual([0, 0, 0]);
    expect(hub.pauses).toEqual([1000, 2000]);
    expect(told).toContainEqual({ stage: 'sending', done: 0, resumed: false, waiting: 1 });
  });

  it('asks for new addresses where they have run out', async () => {
    const hub = hubWith(20, [403, 403]);
    expect((await send(20, hub)).ended).toMatchObject({ status: 'waiting' });
    expect(hub.there.size).toBe(2);
  });

  it('gives up after minutes of a broken line, and keeps what is there', async () => {
    const hub = hubWith(20, [200, ...Array.from({ length: 20 }, () => 0)]);
    expect((await send(20, hub)).ended).toBeInstanceOf(LineBroken);
    expect(hub.there.size).toBe(1);
  });

  it('gives up where no address ever serves', async () => {
    const hub = hubWith(
      20,
      Array.from({ length: 99 }, () => 403),
    );
    expect((await send(20, hub)).ended).toBeInstanceOf(LineBroken);
    expect(hub.puts.length).toBeLessThan(10);
  });

  it('that nobody waits for any more is not read on, and nothing more of it is sent', async () => {
    const hub = hubWith(35, []);
    const file = whileWanted(chosen(new Uint8Array(35)), () => hub.puts.length < 2);
    const order = { file, type: 'death', mode: undefined, dryRun: false };
    const put: typeof hub.put = async (part, tell) => {
      await file.read(part.from, part.to);
      return hub.put(part, tell);
    };
    const sending = sendFile(order, { ...hub, put }, () => undefined);
    await expect(sending).rejects.toBeInstanceOf(LeftOff);
    expect(hub.there.size).toBe(2);
  });

  it('is whole at the end, wherever the line breaks', async () => {
    const lines = fc.array(fc.constantFrom(200, 0, 500, 403), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 120 }), lines, async (size, statuses) => {
        const hub = hubWith(size, statuses);
        const { ended, told } = await send(size, hub);
        for (const { done } of told) expect(done).toBeLessThanOrEqual(size);
        if (!(ended instanceof LineBroken)) expect(hub.there.size).toBe(Math.ceil(size / PART));
      }),
      { numRuns: 60 },
    );
  });
});

describe('parts', () => {
  it('none of them are sent at once', async () => {
    expect(await sendParts([], { put: async () => 500, pause: async () => undefined }, () => undefined)).toBe('all');
  });
});
