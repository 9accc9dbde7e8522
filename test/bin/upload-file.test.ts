import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctedName, saveCorrected } from '../../bin/corrected-file.ts';
import { sendFile, settled } from '../../bin/upload-file.ts';
import { uploadsClient } from '../../bin/uploads-client.ts';
import { type StandInOptions, uploadsStandIn } from './uploads-stand-in.ts';

const key = { keyid: 'k-1', secret: Buffer.from('secret').toString('base64'), algorithm: 'hmac-sha256' } as const;
const folder = mkdtempSync(path.join(tmpdir(), 'jiuzhu-upload-'));
const order = { type: 'medical-burden', dryRun: false };
let made = 0;

function fileOf(content: string | Uint8Array): string {
  made += 1;
  const file = path.join(folder, `${made}.csv`);
  writeFileSync(file, content);
  return file;
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** The ports of the command against a stand-in, and what would have been shown. */
async function standing(options: StandInOptions = {}) {
  const hub = await uploadsStandIn(options);
  const shown = { fresh: [] as boolean[], missing: [] as number[], sent: 0, read: [] as number[] };
  const paused: number[] = [];
  const pause = async (seconds: number) => paused.push(seconds);
  const ports = {
    client: uploadsClient({ url: hub.url, key, now: Date.now, pause }),
    pause,
    show: {
      announced: (_: unknown, fresh: boolean, missing: number) => {
        shown.fresh.push(fresh);
        shown.missing.push(missing);
      },
      sent: (bytes: number) => {
        shown.sent += bytes;
      },
      arrived: () => undefined,
      read: ({ rows }: { rows: { read: number } }) => shown.read.push(rows.read),
    },
  };
  return { hub, ports, shown, paused, [Symbol.dispose]: () => hub[Symbol.dispose]() };
}

describe('sending a file', () => {
  it('brings every byte, whatever its length, in parts that follow on each other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        fc.integer({ min: 1, max: 20 }),
        async (content, partBytes) => {
          using it = await standing({ partBytes });
          const view = await sendFile(it.ports, fileOf(content), order);
          expect(view.status).toBe('done');
          expect(it.hub.sha256()).toBe(sha256(content));
          expect(it.shown.sent).toBe(content.length);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('says which file it is, without the folder it lies in', async () => {
    using it = await standing();
    const file = fileOf('身份证号码\n');
    await sendFile(it.ports, file, { ...order, mode: 'full' });
    expect(it.hub.asked[0]).toMatchObject({
      method: 'POST',
      path: '/v1/uploads',
      body: {
        type: 'medical-burden',
        mode: 'full',
        filename: path.basename(file),
        bytes: 16,
        sha256: sha256('身份证号码\n'),
      },
    });
  });

  it('sends a part again that failed or broke, and counts its bytes once', async () => {
    using it = await standing({ mishaps: { 1: [503, 'break', 500] } });
    await sendFile(it.ports, fileOf('0123456789abcdefghij01234'), order);
    expect(it.hub.puts.filter((nth) => nth === 1)).toHaveLength(4);
    expect(it.paused).toEqual([1, 2, 4]);
    expect(it.shown.sent).toBe(25);
  });

  it('asks for a new address where the old one has run out', async () => {
    using it = await standing({ mishaps: { 2: [403] } });
    const view = await sendFile(it.ports, fileOf('0123456789abcdefghij01234'), order);
    expect(view.status).toBe('done');
    expect(it.hub.puts.toSorted()).toEqual([0, 1, 2, 2]);
    expect(it.paused).toEqual([]);
  });

  it('gives up after a round in which nothing arrived, and the next time sends only what is missing', async () => {
    using it = await standing({ mishaps: { 1: [403, 403] } });
    const file = fileOf('0123456789abcdefghij01234');
    await expect(sendFile(it.ports, file, order)).rejects.toThrow(/没有传完/);
    it.hub.puts.length = 0;
    await sendFile(it.ports, file, order);
    expect(it.hub.puts).toEqual([1]);
    expect(it.shown.missing).toEqual([25, 10]);
    expect(it.hub.sha256()).toBe(sha256('0123456789abcdefghij01234'));
  });

  it('does not complete a file that was changed while it went out', async () => {
    using it = await standing();
    const file = fileOf('0123456789abcdefghij01234');
    const { announced } = it.ports.show;
    it.ports.show.announced = (...given) => {
      announced(...given);
      writeFileSync(file, '0123456789abcdefghij0123X');
    };
    await expect(sendFile(it.ports, file, order)).rejects.toThrow(/被改动/);
    expect(it.hub.asked.map(({ path: asked }) => asked)).toEqual(['/v1/uploads']);
  });

  it('says so where there is no such file', async () => {
    using it = await standing();
    await expect(sendFile(it.ports, path.join(folder, 'nowhere.csv'), order)).rejects.toThrow(/读不到文件/);
  });

  it('looks until all rows were read', async () => {
    const rows = (read: number) => ({ rows: { read, accepted: read, unchanged: 0, duplicate: 0, rejected: 0 } });
    const becomes = [
      { status: 'waiting' as const },
      { status: 'reading' as const, ...rows(500) },
      { status: 'done' as const, ...rows(700) },
    ];
    using it = await standing({ becomes });
    const view = await settled(it.ports, await sendFile(it.ports, fileOf('a'), order));
    expect(view).toMatchObject({ status: 'done', rows: { read: 700 } });
    expect(it.shown.read).toEqual([0, 500, 700]);
  });
});

describe('the corrected file', () => {
  it.each([
    ['大额.xlsx', 1, '大额.错误.xlsx'],
    ['十月/大额.v2.xlsx', 2, path.join('十月', '大额.v2.错误2.xlsx')],
    ['大额.错误.xlsx', 2, '大额.错误2.xlsx'],
    ['十月.ZIP', 1, '十月.错误.xlsx'],
    ['没有结尾', 1, '没有结尾.错误'],
  ])('of %s, no. %i, is called %s', (file, nth, name) => {
    expect(correctedName(file, nth)).toBe(name);
  });

  it('lies beside the file that was sent, over none that stands there, for its owner alone', async () => {
    using hub = await uploadsStandIn();
    const own = mkdtempSync(path.join(tmpdir(), 'jiuzhu-corrected-'));
    const file = path.join(own, '大额.csv');
    writeFileSync(path.join(own, '大额.错误.csv'), 'mine');
    const name = await saveCorrected(file, `${hub.url}/corrected`);
    expect(path.basename(name)).toBe('大额.错误2.csv');
    expect(readFileSync(path.join(own, '大额.错误.csv'), 'utf8')).toBe('mine');
    expect(readFileSync(name, 'utf8')).toBe('错误原因,姓名\n');
  });

  it('leaves nothing behind where it cannot be fetched', async () => {
    const own = mkdtempSync(path.join(tmpdir(), 'jiuzhu-corrected-'));
    const broken = async () => new Response(new ReadableStream({ pull: (stream) => stream.error(new Error('cut')) }));
    await expect(saveCorrected(path.join(own, '大额.csv'), 'http://hub.invalid', broken)).rejects.toThrow(/改错表/);
    expect(readdirSync(own)).toEqual([]);
  });
});
