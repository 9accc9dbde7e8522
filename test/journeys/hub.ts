import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { connect } from '../../bin/connection.ts';
import { keptKeys } from '../../bin/kept-keys.ts';
import { localIssuerKey, localToken, publicKeys, type TokenOrder } from '../../bin/local-issuer.ts';
import { makeKey } from '../../bin/make-key.ts';
import { writeRun } from '../../bin/run-file.ts';
import type { SigningKey } from '../../bin/send-signed.ts';
import { synthesize } from '../../bin/synthesize.ts';
import { callPage } from '../../functions/api/call-answers.ts';
import { noticePage } from '../../functions/api/notice-answers.ts';
import { matches } from '../../functions/api/people-answers.ts';
import { warningDetail, warningPage } from '../../functions/api/warning-answers.ts';
import { type RequestToSign, signRequest } from '../../functions/shared/sign.ts';
import { startLocal } from '../../local/hub.ts';
import { freePorts } from '../../local/ports.ts';
import { emptyDynamodb } from '../shared-dynamodb.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed where the answer is JSON. */
  body: unknown;
}

const result = z.looseObject({ id: z.string().nullable(), status: z.string() });
const results = z.looseObject({ results: z.array(result) });
const sms = z.object({
  at: z.string(),
  phoneNumber: z.string(),
  message: z.string(),
  attributes: z.record(z.string(), z.string()),
});
export type Sms = z.output<typeof sms>;

/** Messages to phones, oldest first. A last line cut short by a kill was never answered, and is left out. */
export function messagesIn(outbox: string): Sms[] {
  if (!existsSync(outbox)) return [];
  const lines = readFileSync(outbox, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => sms.parse(JSON.parse(line)));
}

const BATCH = 'application/cloudevents-batch+json';
const JWKS = '/.well-known/jwks.json';

/** A signed request of a department as it goes out; `overrides` change what is signed, `instead` what is sent. */
export interface Posting {
  body: string | Uint8Array<ArrayBuffer>;
  contentType?: string;
  signed?: Partial<RequestToSign>;
  headers?: Record<string, string>;
}

export interface JourneyOptions {
  /** '2026-11-20T10:01', in Shanghai. The minute after a sweep, so that none runs in between. */
  at: string;
  province?: { name: string; division: string };
  /** Laid over every function's own variables. */
  environment?: Record<string, string>;
}

const GANSU = { name: 'gansu', division: '62' };

/** A whole hub over HTTP, Gansu's where none is named, its clock driven; and what departments, staff and phones see of it. */
export async function startJourney({ at, province = GANSU, environment = {} }: JourneyOptions) {
  const data = mkdtempSync(path.join(tmpdir(), 'jiuzhu-journey-'));
  const assembly = path.join(data, 'assembly');
  mkdirSync(assembly);
  const [[port = 0], dynamodbEndpoint, keys] = await Promise.all([
    freePorts(1),
    emptyDynamodb(),
    localIssuerKey(data).then((key) => JSON.stringify(publicKeys(key))),
    synthesize(province.name, assembly),
  ]);
  const url = `http://127.0.0.1:${port}`;
  let offsetMs = instant(at) - Date.now();
  writeRun(data, { province: province.name, offsetMs });
  const hub = await startLocal({
    assembly,
    data,
    port,
    dynamodbEndpoint,
    clock: { offsetMs },
    environment: { TOKEN_ISSUER: url, TOKEN_JWKS: `${url}${JWKS}`, ...environment },
    extraRoutes(request, response) {
      if (request.url !== JWKS) return false;
      response.writeHead(200, { 'content-type': 'application/json' }).end(keys);
      return true;
    },
  });
  const connection = await connect({ data });
  const now = () => Date.now() + offsetMs;

  async function keyOf(department: string, area = province.division): Promise<SigningKey> {
    const kept = () => keptKeys(data).find((key) => key.department === department);
    const { keyid, secret, algorithm } = kept() ?? (await makeKey(connection, { department, area }));
    return { keyid, secret, algorithm };
  }

  /** Sends whatever is told to `/v1/events`, signed by a department. */
  async function send(department: string, { body, contentType = BATCH, signed, headers }: Posting): Promise<Answer> {
    const target = `${url}/v1/events`;
    const key = await keyOf(department);
    const request = { method: 'POST', url: target, body, contentType, now: now(), nonce: randomUUID(), ...key };
    const signature = signRequest({ ...request, ...signed });
    return answerOf(await fetch(target, { method: 'POST', body, headers: { ...signature, ...headers } }));
  }

  /** Posts events as the department that their source names, a batch each; returns the results in order. */
  async function post(...events: readonly CloudEvent[]) {
    const all: z.output<typeof result>[] = [];
    for (const [department, ofOne] of Map.groupBy(events, departmentOf)) {
      const { body } = await send(department, { body: JSON.stringify(ofOne) });
      all.push(...results.parse(body).results);
    }
    return all;
  }

  /** Posts events that must all be taken, and waits until all that follows from them has happened. */
  async function take(...events: readonly CloudEvent[]): Promise<void> {
    const refused = (await post(...events)).filter(({ status }) => status !== 'accepted');
    if (refused.length > 0) throw new Error(`not accepted: ${JSON.stringify(refused)}`);
    await hub.drained();
  }

  /** Staff of a division, as their front end calls the API. */
  const as = (role: TokenOrder['role'], division: string, department?: string) => {
    const call = async (method: string, where: string, body?: unknown, more: Record<string, string> = {}) => {
      const token = await localToken(data, url, { role, division, ...(department && { department }) }, now());
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json', ...more };
      if (body === undefined) return answerOf(await fetch(`${url}${where}`, { method, headers }));
      const json = { ...headers, 'content-type': 'application/json' };
      return answerOf(await fetch(`${url}${where}`, { method, headers: json, body: JSON.stringify(body) }));
    };
    return {
      get: (where: string, headers?: Record<string, string>) => call('GET', where, undefined, headers),
      post: (where: string, body: unknown = {}, headers?: Record<string, string>) => call('POST', where, body, headers),
      put: (where: string, body: unknown) => call('PUT', where, body),
      remove: (where: string) => call('DELETE', where),
    };
  };
  const admin = as('admin', province.division);

  /** What the API knows of a person by ID number; undefined where nobody has it. */
  async function person(idNumber: string) {
    const { body } = await admin.post('/v1/people/lookup', { idNumber });
    return matches.parse(body).matches[0];
  }

  /** The household's file, or that of a person without one. */
  async function file(idNumber: string) {
    const known = await person(idNumber);
    if (!known) throw new Error('nobody has this number');
    return fileSchema.parse((await admin.get(`/v1/households/${known.household ?? known.id}`)).body);
  }

  /** All warnings of somebody's household, oldest first, in full; without what another one took in. */
  async function warnings(idNumber: string) {
    const { timeline } = await file(idNumber);
    const ids = new Set(timeline.flatMap(({ kind, id }) => (kind === 'warning' && id ? [id] : [])));
    const all = await Promise.all([...ids].map((id) => warning(id)));
    return all.filter(({ status }) => status !== 'merged').toSorted((a, b) => a.raisedAt.localeCompare(b.raisedAt));
  }
  const warning = async (id: string) =>
    warningDetail.parse((await admin.get(`/v1/warnings/${encodeURIComponent(id)}`)).body);

  return {
    hub,
    url,
    data,
    connection,
    now,
    keyOf,
    send,
    post,
    take,
    as,
    admin,
    person,
    file,
    warning,
    warnings,
    /** The newest warning of somebody's household. */
    latest: async (idNumber: string) => (await warnings(idNumber)).at(-1),
    worklist: async (staff = admin, query = '') =>
      warningPage.parse((await staff.get(`/v1/warnings?limit=100${query}`)).body).items,
    callBacks: async (staff = admin) => callPage.parse((await staff.get('/v1/call-backs?limit=100')).body).items,
    notices: async (subject: string) =>
      noticePage.parse((await admin.get(`/v1/notices?subject=${encodeURIComponent(subject)}`)).body).items,
    messages: () => messagesIn(hub.outbox),
    /** Moves the hub's time on, to '2026-11-20T08:31' in Shanghai. */
    async setTime(to: string) {
      offsetMs = instant(to) - Date.now();
      await hub.setClock(offsetMs);
      writeRun(data, { province: province.name, offsetMs });
    },
    drained: () => hub.drained(),
    /** Runs a schedule now, and waits for what follows. */
    async fire(name: 'Sweep' | 'IssueStatements' | 'PlanVisits' | 'Reconcile' | 'UrgeTasks') {
      const said = await hub.fire(`Functions${name}`);
      await hub.drained();
      return said;
    },
    async stop() {
      await hub.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
export type Journey = Awaited<ReturnType<typeof startJourney>>;

const entry = z.looseObject({
  on: z.string(),
  kind: z.string(),
  text: z.string(),
  id: z.string().optional(),
  status: z.string().optional(),
  retracted: z.boolean().optional(),
});
const fileSchema = z.looseObject({
  id: z.string(),
  place: z.string(),
  members: z.array(z.looseObject({ maskedName: z.string(), relation: z.string().optional() })),
  timeline: z.array(entry),
});

/** Epoch ms of '2026-11-20T10:01' in Shanghai. */
export const instant = (at: string) => Date.parse(`${at}:00+08:00`);

export interface CloudEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  time: string;
  supersedes?: string;
  data: Record<string, unknown>;
}

const departmentOf = ({ source }: Pick<CloudEvent, 'source'>) => /^\/\/([a-z-]+)\./.exec(source)?.[1] ?? '';

export async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const isJson = headers.get('content-type')?.includes('json') ?? false;
  return { status, headers, text, body: isJson ? JSON.parse(text) : undefined };
}
