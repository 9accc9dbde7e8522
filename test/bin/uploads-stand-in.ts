import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { UploadPart, UploadView } from '../../bin/uploads-client.ts';
import { freePorts } from '../../local/ports.ts';

/** What the stand-in shall do amiss, part by part: the statuses of its first tries, or a broken connection. */
export type Mishaps = Readonly<Record<number, (number | 'break')[]>>;

export interface StandInOptions {
  partBytes?: number;
  mishaps?: Mishaps;
  /** What the file becomes once it was sent, look by look; the last one stays. */
  becomes?: Partial<UploadView>[];
}

export const anUpload: UploadView = {
  uploadId: 'u-1',
  type: 'medical-burden',
  typeName: '医疗费用累计清单',
  filename: '大额.csv',
  format: 'csv',
  bytes: 0,
  dryRun: false,
  status: 'receiving',
  statusText: '正在等文件传上来。',
  rows: { read: 0, accepted: 0, unchanged: 0, duplicate: 0, rejected: 0 },
  left: 0,
  createdAt: '2026-11-05T10:00:00+08:00',
  openActs: [],
  errors: [],
};

/** A hub's `/v1/uploads` for one file, over HTTP, with a bucket of its own; it checks no signatures. */
export async function uploadsStandIn({
  partBytes = 10,
  mishaps = {},
  becomes: course = [{ status: 'done' }],
}: StandInOptions = {}) {
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const parts = new Map<number, Buffer>();
  const puts: number[] = [];
  const asked: { method: string; path: string; body: unknown }[] = [];
  const left = Object.fromEntries(Object.entries(mishaps).map(([nth, what]) => [nth, [...what]]));
  let current: UploadView | undefined;
  let becomes = course;
  let looks = -1;

  const missing = (bytes: number): UploadPart[] =>
    Array.from({ length: Math.ceil(bytes / partBytes) }, (_, nth) => nth)
      .filter((nth) => !parts.has(nth))
      .map((nth) => {
        const [from, to] = [nth * partBytes, Math.min(bytes, (nth + 1) * partBytes)];
        return { url: `${url}/bucket/${nth}`, headers: { 'x-part': String(nth) }, from, to };
      });
  const shown = () => {
    if (!current) throw new Error('nothing was announced');
    return current.status === 'receiving' ? { ...current, parts: missing(current.bytes) } : current;
  };
  const moveOn = () => {
    looks = Math.min(looks + 1, becomes.length - 1);
    if (current) current = { ...current, ...becomes[looks] };
  };

  function answer(method: string, path: string, body: Record<string, unknown>): [number, unknown] {
    if (method === 'POST' && path === '/v1/uploads') {
      const fresh = current === undefined;
      current ??= { ...anUpload, ...body };
      return [fresh ? 201 : 200, shown()];
    }
    if (path.endsWith('/complete')) {
      const { bytes } = shown();
      if (missing(bytes).length > 0) return [409, { detail: '还有没传到的', parts: missing(bytes) }];
      moveOn();
    } else if (method === 'GET' && path.startsWith('/v1/uploads?')) {
      return [200, { month: '2026-11', items: [shown()] }];
    } else if (method === 'GET') {
      if (current?.status === 'waiting' || current?.status === 'reading') moveOn();
    } else if (path.endsWith('/columns') || path.endsWith('/confirm')) moveOn();
    else if (method === 'DELETE' && current)
      current = { ...current, status: 'withdrawn', statusText: '这份文件已经撤回' };
    return [200, shown()];
  }

  /** A status, or undefined where the connection is to break. */
  async function put(request: IncomingMessage, nth: number): Promise<number | undefined> {
    puts.push(nth);
    const mishap = left[nth]?.shift();
    if (mishap === 'break') return undefined;
    const content = await buffer(request);
    if (mishap !== undefined) return mishap;
    if (request.headers['content-length'] !== String(content.length) || request.headers['x-part'] !== String(nth))
      return 400;
    parts.set(nth, content);
    return 200;
  }

  const server = createServer(async (request, response) => {
    const { method = '', url: path = '' } = request;
    const nth = /^\/bucket\/(\d+)$/.exec(path)?.[1];
    if (nth !== undefined) {
      const status = await put(request, Number(nth));
      return status === undefined ? request.destroy() : response.writeHead(status).end();
    }
    if (path === '/corrected') return response.writeHead(200).end('错误原因,姓名\n');
    const text = (await buffer(request)).toString('utf8');
    const body = text === '' ? {} : JSON.parse(text);
    asked.push({ method, path, body });
    const [status, said] = answer(method, path, body);
    return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  return {
    url,
    asked,
    puts,
    /** What lies in the bucket, put together. */
    sha256: () =>
      createHash('sha256')
        .update(Buffer.concat([...parts].toSorted(([a], [b]) => a - b).map(([, content]) => content)))
        .digest('hex'),
    becomes(...then: Partial<UploadView>[]) {
      becomes = then;
    },
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
