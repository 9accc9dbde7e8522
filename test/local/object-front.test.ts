import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalHub, startLocal } from '../../local/hub.ts';
import { keptPorts } from '../../local/ports.ts';
import { synthFixture } from './fixture/app.ts';

const PAGE = 'https://page.example';

let assembly: string;
let data: string;
let hub: LocalHub;

beforeAll(async () => {
  assembly = synthFixture();
  data = mkdtempSync(path.join(tmpdir(), 'local-objects-'));
  hub = await startLocal({ assembly, data, port: 0 });
});

afterAll(async () => {
  await hub.stop();
  rmSync(data, { recursive: true });
  rmSync(path.dirname(assembly), { recursive: true });
});

const addressOf = (key: string): string => `${hub.endpoints.s3}/${hub.outputs['Bucket']}/${key}`;

/** As a browser sends it; fetch here does not let a caller set these headers. */
function sent(url: string, method: string, headers: Record<string, string>, body?: Uint8Array) {
  return new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
    const sending = request(url, { method, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    sending.once('error', reject);
    sending.end(body);
  });
}

const preflight = (origin: string, method: string, headers = 'content-type') =>
  sent(addressOf('incoming/1'), 'OPTIONS', {
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': headers,
  });

describe('a page of another origin', () => {
  it('may send what the rules of the bucket let it', async () => {
    const { status, headers } = await preflight(PAGE, 'PUT');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'PUT',
      'access-control-allow-headers': 'content-type',
    });
    const put = await sent(addressOf('incoming/1'), 'PUT', { origin: PAGE }, new Uint8Array(2_000_000));
    expect([put.status, put.headers['access-control-allow-origin']]).toEqual([200, PAGE]);
  });

  it.each([
    ['from elsewhere', 'https://other.example', 'PUT', 'content-type'],
    ['by another method', PAGE, 'DELETE', 'content-type'],
    ['with another header', PAGE, 'PUT', 'content-type, x-amz-acl'],
  ])('is refused %s', async (_, origin, method, headers) => {
    const answered = await preflight(origin, method, headers);
    expect(answered.status).toBe(403);
    expect(answered.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('an object', () => {
  it('of eight MiB comes back to the byte, and lies in a folder that only its owner can enter', async () => {
    const body = new Uint8Array(8 * 1024 * 1024).map((_, index) => index % 251);
    expect((await fetch(addressOf('incoming/large'), { method: 'PUT', body })).status).toBe(200);
    const back = new Uint8Array(await (await fetch(addressOf('incoming/large'))).arrayBuffer());
    expect(Buffer.compare(back, body)).toBe(0);
    expect(statSync(path.join(data, 'objects')).mode & 0o777).toBe(0o700);
  });

  it('is there after the hub was stopped and started', async () => {
    await fetch(addressOf('incoming/kept'), { method: 'PUT', body: '姓名' });
    const before = hub.endpoints.s3;
    await hub.stop();
    hub = await startLocal({ assembly, data, port: 0 });
    expect(hub.endpoints.s3).toBe(before);
    expect(await (await fetch(addressOf('incoming/kept'))).text()).toBe('姓名');
  });

  it('is fetched by a signed address until it expires by the hub’s clock', async () => {
    await fetch(addressOf('corrected/1'), { method: 'PUT', body: '错误原因' });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new S3Client({ endpoint: hub.endpoints.s3, region: 'us-east-1', credentials });
    const command = new GetObjectCommand({ Bucket: hub.outputs['Bucket'], Key: 'corrected/1' });
    const url = await getSignedUrl(client, command, { expiresIn: 300 });
    expect(await (await fetch(url)).text()).toBe('错误原因');
    expect(
      (await fetch(url.replace('corrected%2F1', 'incoming/kept').replace('corrected/1', 'incoming/kept'))).status,
    ).toBe(403);
    await hub.setClock(301_000);
    expect((await fetch(url)).status).toBe(403);
    await hub.setClock(0);
  });
});

it('ports of an earlier version, which knew fewer of them, stay as they were', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'local-ports-'));
  const earlier = { dynamodb: 40001, queues: 40002, front: 40003 };
  writeFileSync(path.join(folder, 'ports.json'), JSON.stringify(earlier));
  const ports = await keptPorts(folder);
  expect(ports).toEqual({ ...earlier, objects: expect.any(Number) });
  expect(await keptPorts(folder)).toEqual(ports);
  rmSync(folder, { recursive: true });
});
