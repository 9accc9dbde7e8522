import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { memoryObjects } from '../../../functions/shared/memory/objects.ts';
import { s3Client, s3Objects } from '../../../functions/shared/s3-objects.ts';
import { startObjectFront } from '../../../local/object-front.ts';
import { freePorts } from '../../../local/ports.ts';
import { objectsContract } from './contract/objects.ts';

const BUCKET = 'files';

describe('in memory', () => {
  const objects = memoryObjects();
  objectsContract(() => ({ objects, put: (url, _headers, body) => objects.putAt(url, body) }));
});

describe('in S3', () => {
  let data: string;
  let emulator: FauxqsServer | undefined;
  let front: Server | undefined;
  let client: S3Client | undefined;
  let now = Date.now();
  const objects = () => {
    if (!client) throw new Error('S3 was not started');
    return s3Objects(client, BUCKET, { atOnce: 10 });
  };

  beforeAll(async () => {
    data = mkdtempSync(path.join(tmpdir(), 'jiuzhu-objects-'));
    emulator = await startFauxqs({ port: 0, logger: false, s3StorageDir: data });
    const [port = 0] = await freePorts(1);
    const endpoint = `http://127.0.0.1:${emulator.port}`;
    front = await startObjectFront(port, { endpoint, cors: new Map(), secretKey: 'secret', clock: { now: () => now } });
    vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${port}`);
    vi.stubEnv('AWS_REGION', 'cn-north-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    client = s3Client();
    await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    client?.destroy();
    front?.close();
    front?.closeAllConnections();
    await emulator?.stop();
    rmSync(data, { recursive: true });
  });

  async function put(url: string, headers: Readonly<Record<string, string>>, body: Uint8Array): Promise<void> {
    const response = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(body) });
    if (!response.ok) throw new Error(await response.text());
  }

  objectsContract(() => ({ objects: objects(), put }));

  test('an address to PUT to asks of a browser nothing but the length, which browsers always send', async () => {
    const { url, headers } = await objects().putAddress('incoming/u/0001', 8_388_608);
    expect(headers).toEqual({});
    const { pathname, searchParams } = new URL(url);
    // An IP address has no subdomains: the bucket goes into the path.
    expect(pathname).toBe('/files/incoming/u/0001');
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host');
    expect(searchParams.get('X-Amz-Expires')).toBe('3600');
    expect([...searchParams.keys()].filter((name) => /checksum|crc/i.test(name))).toEqual([]);
  });

  test('an address to PUT to is good for an hour, and for nothing else', async () => {
    const { url, headers } = await objects().putAddress('incoming/u/0002', 2);
    const body = new Uint8Array([1, 2]);
    const other = url.replace('0002', '0003');
    await expect(put(other, headers, body)).rejects.toThrow('SignatureDoesNotMatch');
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    now = Date.now() + 3_602_000;
    await expect(put(url, headers, body)).rejects.toThrow('AccessDenied');
    now = Date.now();
    await put(url, headers, body);
  });

  test('what is fetched is saved under its Chinese name, within five minutes', async () => {
    await objects().write('corrected/u', new TextEncoder().encode('错误原因'));
    const url = await objects().getAddress('corrected/u', "7月'医保'(改).csv");
    const response = await fetch(url);
    expect(await response.text()).toBe('错误原因');
    expect(response.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''7%E6%9C%88%27%E5%8C%BB%E4%BF%9D%27%28%E6%94%B9%29.csv",
    );
    now = Date.now() + 302_000;
    expect((await fetch(url)).status).toBe(403);
    now = Date.now();
  });

  test('in China the address is of the region and the bucket', async () => {
    const region = { region: 'cn-north-1', credentials: { accessKeyId: 'key', secretAccessKey: 'secret' } };
    const plain = new S3Client({ ...region, endpoint: 'https://s3.cn-north-1.amazonaws.com.cn' });
    const { url } = await s3Objects(plain, BUCKET).putAddress('incoming/u/0001', 1);
    expect(new URL(url).host).toBe('files.s3.cn-north-1.amazonaws.com.cn');
  });
});

describe('addresses', () => {
  // A region's own address, and that of China's, whose suffix is another: what CloudFormation calls RegionalDomainName.
  test.each([
    ['us-east-1', 'https://files.s3.us-east-1.amazonaws.com'],
    ['cn-north-1', 'https://files.s3.cn-north-1.amazonaws.com.cn'],
  ])('in %s begin with the origin that the upload page may send to', async (region, origin) => {
    vi.stubEnv('AWS_REGION', region);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const client = s3Client();
    try {
      const objects = s3Objects(client, BUCKET);
      const { url } = await objects.putAddress('incoming/u-1/0001', 5);
      expect([new URL(url).origin, new URL(await objects.getAddress('corrected/u-1', '大额.xlsx')).origin]).toEqual([
        origin,
        origin,
      ]);
    } finally {
      client.destroy();
      vi.unstubAllEnvs();
    }
  });
});
