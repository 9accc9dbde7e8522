import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A request as it came over the wire. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}
export type Answer = (response: ServerResponse, request: Received) => void;

/** An HTTP server that stands for a vendor until the test is over. */
export async function vendorServer(answer: Answer) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const got = { path: request.url ?? '', headers: request.headers, body: await text(request) };
    received.push(got);
    answer(response, got);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${portOf(server.address())}`, received };
}

/** Where nobody listens. */
export async function closedOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const portOf = (address: AddressInfo | string | null) => {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
};

export const json =
  (body: unknown, status = 200): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
  };

/** Answers after which nobody knows whether the message went out, by name. */
export const unclearAnswers: readonly { name: string; answer: Answer }[] = [
  {
    name: 'a half-written answer',
    answer: (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '200' });
      response.write('{"Code":');
      setImmediate(() => response.destroy());
    },
  },
  { name: 'a connection cut before the answer', answer: (response) => response.destroy() },
  { name: 'no answer in time', answer: () => undefined },
  {
    name: 'a page of a gateway instead of JSON',
    answer: (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>'),
  },
  { name: 'an empty answer', answer: (response) => response.writeHead(200).end() },
  { name: 'JSON of another form', answer: json({ hello: 'world' }) },
  {
    name: 'a redirect, which is not followed',
    answer: (response) => response.writeHead(307, { location: '/elsewhere' }).end(),
  },
];
