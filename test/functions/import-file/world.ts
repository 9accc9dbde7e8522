import { tmpdir } from 'node:os';
import * as z from 'zod';
import { dayOf } from '../../../domain/shanghai-day.ts';
import type { Upload } from '../../../domain/upload.ts';
import { actOnUpload, type UploadDoing } from '../../../domain/upload-acts.ts';
import { partsOf } from '../../../domain/upload-parts.ts';
import { importFile, lookAfterUploads } from '../../../functions/import-file/handler.ts';
import type { ImportMessage, ImportPorts } from '../../../functions/import-file/ports.ts';
import { createHasher } from '../../../functions/shared/keyed-hasher.ts';
import type { LedgerEntry } from '../../../functions/shared/ledger.ts';
import { memoryStores } from '../../../functions/shared/memory/stores.ts';
import { memoryTasks } from '../../../functions/shared/memory/tasks.ts';
import { type NewestRow, SHARDS } from '../../../functions/shared/newest.ts';
import type { RequestManifest } from '../../../functions/shared/requests.ts';
import { readRows } from '../../../functions/shared/sheets/read-rows.ts';
import { compileProvince } from '../../../lib/province.ts';
import { NOW } from '../../factories.ts';
import { makeUpload } from '../../uploads.ts';

const { profile } = compileProvince('gansu').province;
const hasher = createHasher(new Uint8Array(32).fill(9));
const MINUTE = 60_000;

/** The process is gone: nothing that it would have done after this is done. */
export class Killed extends Error {}

/** Stores in memory with a worker that can be killed at any call, a queue, and a schedule. */
export class ImportWorld {
  readonly stores = memoryStores(hasher);
  readonly uploads = memoryTasks<Upload>();
  readonly messages: ImportMessage[] = [];
  readonly stored = new Map<string, LedgerEntry>();
  readonly scopes = new Set<string>();
  readonly manifests: RequestManifest[] = [];
  now = NOW;
  /** Calls of stores so far. */
  calls = 0;
  /** Milliseconds that a call takes. */
  tick = 1;
  /** At which calls the worker is killed; a fraction of .5 is after the call was done. */
  kills: number[] = [];
  /** What somebody else does just before a call. */
  readonly meanwhile = new Map<number, () => Promise<void>>();
  /** How many turns of others come before a call. */
  turns: () => number = () => 0;
  /** Calls whose answer is that the ledger is busy. */
  busy = new Set<number>();
  mappings: ImportPorts['mappings'] = async () => [];
  #dead = false;
  #files = 0;

  readonly ports: ImportPorts = {
    uploads: this.#fragile(this.uploads),
    mappings: (upload) => this.mappings(upload),
    ledger: this.#fragile({
      put: async (entries: readonly LedgerEntry[]) => {
        const busy = this.busy.delete(this.calls) ? entries.length >> 1 : 0;
        const taken = entries.slice(busy);
        const results = await this.stores.ledger.put(taken);
        taken.forEach((entry, i) => {
          if (results[i] === 'stored') this.stored.set(entry.key, entry);
        });
        return [...entries.slice(0, busy).map(() => 'failed' as const), ...results];
      },
      get: (keys: readonly string[]) => this.stores.ledger.get(keys),
    }),
    newest: this.#fragile({
      ...this.stores.newest,
      put: async (scope: string, rows: readonly NewestRow[]) => {
        this.scopes.add(scope);
        await this.stores.newest.put(scope, rows);
      },
    }),
    requests: this.#fragile({
      claim: async (manifest: RequestManifest) => {
        const claimed = await this.stores.requests.claim(manifest);
        if (claimed === 'claimed') this.manifests.push(manifest);
        return claimed;
      },
    }),
    objects: this.#fragile(this.stores.objects),
    queue: this.#fragile({
      send: async (messages: readonly ImportMessage[]) => {
        this.messages.push(...messages);
      },
    }),
    hasher,
    profile,
    clock: { now: () => this.now },
    folder: tmpdir(),
    readRows,
    wait: async () => {},
    chunkRows: 3,
    sheetRows: 5,
  };

  /** Every method counts as a call at which the worker may be killed, before it is done or right after. */
  #fragile<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name, receiver) => {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return (...given: unknown[]) => {
          if (name === 'all') return Reflect.apply(method, target, given);
          return this.#call(() => Reflect.apply(method, target, given));
        };
      },
    });
  }

  async #call(work: () => Promise<unknown>): Promise<unknown> {
    if (this.#dead) throw new Killed();
    this.calls += 1;
    this.now += this.tick;
    const nth = this.calls;
    await this.meanwhile.get(nth)?.();
    for (let turn = this.turns(); turn > 0; turn--) await Promise.resolve();
    if (this.kills.includes(nth)) this.#die();
    const answer = await work();
    if (this.kills.includes(nth + 0.5)) this.#die();
    return answer;
  }

  #die(): never {
    this.#dead = true;
    throw new Killed();
  }

  /** A file that has been sent and waits for a worker. */
  async sent(text: string | Uint8Array, overrides: Partial<Upload> = {}): Promise<string> {
    this.#files += 1;
    this.now += 1000;
    const body = Buffer.from(text);
    const announced = makeUpload({
      id: `u-${this.#files}`,
      bytes: body.length,
      area: '621122000',
      createdAt: this.now,
      dueAt: this.now,
      subject: `${overrides.department ?? 'medical-insurance'}#621122000#${dayOf(this.now).slice(0, 7)}`,
      ...overrides,
    });
    const waiting: Upload = { ...announced, status: 'waiting', completedAt: this.now };
    await this.uploads.put(waiting);
    for (const { key, from, to } of partsOf(waiting)) await this.stores.objects.write(key, body.subarray(from, to));
    this.messages.push({ id: waiting.id });
    return waiting.id;
  }

  /** Works until nothing is left to do; a killed worker's file is gone on with once its time is over. */
  async work(): Promise<void> {
    for (let round = 0; round < 200; round++) {
      await this.drain();
      const open = (await this.uploads.openAt('uploads')).items;
      if (!open.some(({ status }) => status === 'waiting' || status === 'reading' || status === 'withdrawing')) return;
      this.now += 12 * MINUTE;
      await this.alive(() => lookAfterUploads(this.ports)());
    }
    throw new Error('the work does not end');
  }

  async drain(): Promise<void> {
    for (let message = this.messages.shift(); message; message = this.messages.shift()) {
      const { id } = message;
      await this.alive(() => importFile(this.ports)({ id }));
    }
  }

  /** So many workers take messages from the queue at once, until nothing is left to do. */
  async workTogether(workers: number): Promise<void> {
    const worker = async () => {
      for (let message = this.messages.shift(); message; message = this.messages.shift()) {
        await importFile(this.ports)({ id: message.id });
      }
    };
    for (let round = 0; round < 200; round++) {
      await Promise.all(Array.from({ length: workers }, worker));
      if ((await this.uploads.openAt('uploads')).items.length === 0) return;
      this.now += 12 * MINUTE;
      await lookAfterUploads(this.ports)();
    }
    throw new Error('the work does not end');
  }

  /** A process of its own: where it is killed, the next one finds the stores as they are. */
  async alive(run: () => Promise<unknown>): Promise<void> {
    this.#dead = false;
    try {
      await run();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    } finally {
      this.#dead = false;
    }
  }

  async act(id: string, doing: UploadDoing): Promise<void> {
    const acted = actOnUpload(await this.upload(id), doing, this.now);
    if (acted.kind !== 'done') throw new Error(`not open: ${acted.kind}`);
    await this.uploads.put(acted.upload);
    this.messages.push({ id });
  }

  async upload(id: string): Promise<Upload> {
    const upload = await this.uploads.get(id);
    if (!upload) throw new Error('no such upload');
    return upload;
  }

  async object(key: string): Promise<string | undefined> {
    return (await this.bytes(key))?.toString('utf8');
  }

  async bytes(key: string): Promise<Buffer | undefined> {
    const body = await this.stores.objects.read(key);
    if (!body) return undefined;
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** What is remembered, without scratch of trials. */
  async remembered(): Promise<NewestRow[]> {
    const rows: NewestRow[] = [];
    for (const scope of this.scopes) {
      if (scope.startsWith('dry#')) continue;
      for (let shard = 0; shard < SHARDS; shard++)
        for await (const page of this.stores.newest.all(scope, shard)) rows.push(...page);
    }
    return rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Events that count: not retracted and not superseded. */
  events(): LedgerEntry[] {
    const entries = [...this.stored.values()];
    const gone = new Set<string>();
    for (const { name, source, supersedes, data } of entries) {
      if (supersedes !== undefined) gone.add(`${source} ${supersedes}`);
      if (name === 'retraction') gone.add(retracted(data));
    }
    return entries.filter(({ name, source, id }) => name !== 'retraction' && !gone.has(`${source} ${id}`));
  }
}

function retracted(data: unknown): string {
  const { retracts } = z.object({ retracts: z.object({ source: z.string(), id: z.string() }) }).parse(data);
  return `${retracts.source} ${retracts.id}`;
}
