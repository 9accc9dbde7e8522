import { type Algorithm, signatureHeaders } from './sign.ts';

/** Whoever sends: a department by its key, or a member of staff by a token. Held in memory, never in the browser's storage. */
export type Credential =
  | { kind: 'key'; keyid: string; secret: Uint8Array; algorithm: Algorithm }
  | { kind: 'token'; token: string };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface HubPorts {
  /** Epoch ms, by the hub's clock. */
  now: () => number;
  newNonce: () => string;
  pause: (ms: number) => Promise<void>;
  /** Rejects where no answer came. */
  send: (request: WireRequest) => Promise<WireAnswer>;
}

export interface WireRequest {
  method: Method;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

export interface WireAnswer {
  status: number;
  text: string;
}

/** The hub said no. `message` is its own Chinese sentence; `answer` is all that it said. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly answer: unknown;

  constructor(status: number, message: string, answer: unknown) {
    super(message);
    this.status = status;
    this.answer = answer;
  }
}

/** No answer came, however often it was tried. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** `path` with its query, percent-encoded. Throws `Refused` and `Unreachable`. */
export type Call = (method: Method, path: string, body?: unknown) => Promise<unknown>;

/** How long to wait before each further try, ms. */
const PAUSES = [1_000, 3_000, 8_000];
const BUSY = [429, 502, 503, 504];
const JSON_TYPE = 'application/json';

/** Calls the hub as somebody. Every call of this page may be made twice without harm, so a lost answer is asked for again. */
export const callsAs =
  (credential: Credential, ports: HubPorts): Call =>
  async (method, path, body) => {
    for (const wait of [...PAUSES, undefined]) {
      const answer = await ports.send(requestOf(credential, ports, method, path, body)).catch(() => undefined);
      if (answer && !BUSY.includes(answer.status)) return contentOf(answer);
      if (wait === undefined) return answer ? contentOf(answer) : unreachable();
      await ports.pause(wait);
    }
    return unreachable();
  };

const unreachable = (): never => {
  throw new Unreachable('连不上,请看看网络');
};

/** Made anew for each try: a nonce serves once. */
function requestOf(credential: Credential, ports: HubPorts, method: Method, url: string, body: unknown): WireRequest {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const request = { method, url, ...(text !== undefined && { body: text }) };
  if (credential.kind === 'token') {
    const type = text !== undefined && { 'content-type': JSON_TYPE };
    return { ...request, headers: { authorization: `Bearer ${credential.token}`, ...type } };
  }
  const { keyid, secret, algorithm } = credential;
  const [path = '', query = ''] = url.split('?');
  const signed = text !== undefined && { body: { text, type: JSON_TYPE } };
  const times = { now: ports.now(), nonce: ports.newNonce() };
  return {
    ...request,
    headers: signatureHeaders({ method, path, query, keyid, secret, algorithm, ...times, ...signed }),
  };
}

function contentOf({ status, text }: WireAnswer): unknown {
  const value = jsonIn(text);
  if (status >= 200 && status < 300) return value;
  throw new Refused(status, sentenceIn(value) || `没有办成(${status}),请稍后再试`, value);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the problem document says: its sentence, and where single things are wrong, those. */
function sentenceIn(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const said = 'detail' in value && typeof value.detail === 'string' ? value.detail : '';
  const errors: unknown = 'errors' in value ? value.errors : [];
  const single = Array.isArray(errors) ? errors.map(sentenceOf).filter((sentence) => sentence !== '') : [];
  return [said, ...single].filter((sentence) => sentence !== '').join(';');
}

function sentenceOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  return 'message' in error && typeof error.message === 'string' ? error.message : '';
}
