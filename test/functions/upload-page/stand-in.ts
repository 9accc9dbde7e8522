import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { onHttp } from '../../../functions/shared/http.ts';
import { uploadPage } from '../../../functions/upload-page/handler.ts';
import type { PageFiles } from '../../../functions/upload-page/page-files.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';
import { announced, missingOf, readStandInFile, type StandInFile } from './stand-in-file.ts';
import { ASKED, DESK, STATUS_TEXTS, TOTALS } from './stand-in-texts.ts';

/** What a test turns. */
export interface Behaviour {
  /** Whether the nth sending of a part, from 1, goes through, or breaks off on the way. */
  line: (nth: number) => boolean;
  /** Of the next file. */
  asks?: 'columns' | 'leaving';
  /** What was answered about the columns. */
  columns?: unknown;
  /** Numbers of the parts that came through. */
  received: number[];
}

/** The hub as far as the page can see it: quick, and able to break off where a real one would not. */
export async function startStandIn(files: PageFiles) {
  const behaviour: Behaviour = { line: () => true, received: [] };
  const uploads: StandInFile[] = [];
  let puts = 0;
  const known = new Set<string>();
  const bucket = await listening((request, response) => atBucket(request, response));
  const frame = { files, programme: '甘肃省困难群众动态管理监测预警', clock: { now: Date.now } };
  const page = onHttp(uploadPage({ ...frame, filesOrigin: bucket.url }));
  const hub = await listening((request, response) => atHub(request, response));
  const byId = (id: string) => uploads.find(({ uploadId }) => uploadId === id);

  async function atBucket(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind, id = '', part = ''] = (request.url ?? '').split('/');
    const cors = { 'access-control-allow-origin': hub.url, 'access-control-allow-methods': 'PUT' };
    const file = byId(id);
    if (request.method === 'OPTIONS') response.writeHead(204, cors).end();
    else if (kind === 'corrected') response.writeHead(200, attachment).end(file?.corrected);
    else {
      const body = await bodyOf(request);
      if (!behaviour.line(++puts)) {
        request.socket.destroy();
        return;
      }
      file?.parts.set(Number(part), body);
      behaviour.received.push(Number(part));
      response.writeHead(200, cors).end();
    }
  }

  async function atHub(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = request;
    const [path = ''] = url.split('?');
    const body = await bodyOf(request);
    if (/^\/upload(\/|$)/.test(path)) {
      const file = path.slice('/upload/'.length);
      const routeKey = file === '' ? 'GET /upload' : 'GET /upload/{file}';
      const answer = await page(gatewayEvent(routeKey, { path, pathParameters: { file } }), gatewayContext());
      for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, String(value));
      response.writeHead(answer.statusCode ?? 200).end(answer.body);
      return;
    }
    const who = `${headers['signature-input'] ?? ''}${headers.authorization ?? ''}`;
    const [status, value] = /keyid="medical-insurance-1"|^Bearer good-token$/.test(who)
      ? api(method, path, body.length > 0 ? JSON.parse(body.toString()) : undefined)
      : [401, { detail: '没有这个密钥,请核对 keyid' }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  }

  function api(method: string, path: string, body: unknown): [number, unknown] {
    if (path === '/v1/departments/me/totals') return [200, TOTALS];
    if (path === '/v1/uploads')
      return method === 'POST'
        ? announce(announced.parse(body))
        : [200, { ...DESK, items: uploads.map(view).reverse() }];
    const [, , , id = '', act] = path.split('/');
    const file = byId(id);
    if (!file) return [404, { detail: '没有这份文件' }];
    if (act === 'complete' && missingOf(file, bucket.url).length > 0)
      return [409, { detail: '还有没有传到的', parts: missingOf(file, bucket.url) }];
    if (act === 'columns') behaviour.columns = body;
    if (method === 'DELETE') file.status = 'withdrawn';
    else if (act !== undefined) file.status = act === 'complete' ? 'waiting' : 'reading';
    else step(file);
    return [200, view(file)];
  }

  function announce(order: z.output<typeof announced>): [number, unknown] {
    const same = uploads.find(
      ({ sha256, dryRun, status }) => sha256 === order.sha256 && dryRun === order.dryRun && status === 'receiving',
    );
    if (same) return [200, view(same)];
    const rows = { read: 0, accepted: 0, unchanged: 0, duplicate: 0, rejected: 0 };
    const uploadId = `u-${uploads.length + 1}`;
    const made = { ...order, uploadId, status: 'receiving', rows, errors: [], parts: new Map() };
    uploads.push(made);
    return [201, view(made)];
  }

  /** Each time that it is asked about, a file goes on a step. */
  function step(file: StandInFile): void {
    if (file.status === 'reading') readStandInFile(file, known);
    if (file.status !== 'waiting') return;
    file.status = behaviour.asks === undefined ? 'reading' : `asking-${behaviour.asks}`;
    delete behaviour.asks;
  }

  const view = (file: StandInFile) => ({
    ...file,
    parts: file.status === 'receiving' ? missingOf(file, bucket.url) : undefined,
    typeName: DESK.types.find(({ type }) => type === file.type)?.name,
    statusText: STATUS_TEXTS[file.status] ?? file.status,
    left: 0,
    createdAt: '2026-11-05T10:00:00+08:00',
    correctedFile: file.corrected && `${bucket.url}/corrected/${file.uploadId}`,
    leaving: file.status === 'asking-leaving' ? 31 : undefined,
    columns: file.status === 'asking-columns' ? ASKED : undefined,
  });

  return { url: hub.url, behaviour, uploads, stop: () => Promise.all([hub.stop(), bucket.stop()]) };
}

const attachment = {
  'content-type': 'text/csv',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('十月.错误.csv')}`,
};

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

type Answering = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function listening(answer: Answering) {
  const server: Server = createServer((request, response) => {
    // A part that was broken off has no body to wait for.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
