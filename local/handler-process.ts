import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { type HandlerError, isFromHandler, type ToHandler } from './handler-protocol.ts';
import { endProcess, spawnTiedNode } from './tied-process.ts';

/** One function of the stack, ready to be started. */
export interface FunctionSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** Absolute folder of its code. */
  readonly code: string;
  /** `index.handler`. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Takes what it prints. */
  readonly logFile: string;
  /** Most events it handles at once. */
  readonly concurrency: number;
}

/** What became of one event. `payload` is the handler's answer as JSON. */
export type Outcome =
  | { readonly ok: true; readonly id: string; readonly payload: string }
  | {
      readonly ok: false;
      readonly id: string;
      readonly reason: 'error' | 'timeout' | 'exit';
      readonly error: HandlerError;
    };

export interface HandlerProcess {
  readonly alive: boolean;
  /** Hands over one event; the next one only after this one's outcome. Never rejects. */
  invoke(event: unknown): Promise<Outcome>;
  /** Resolves when the process has taken over the new time. */
  setClock(offsetMs: number): Promise<void>;
  stop(): Promise<void>;
}

const MAIN = path.join(import.meta.dirname, 'handler-main.ts');
/** Time before the first event: three times Lambda's, because a busy machine starts processes slowly. */
const INIT_MS = 30_000;

/** Starts a process that loads the handler and waits for events. */
export function startHandlerProcess(spec: FunctionSpec, offsetMs: number): HandlerProcess {
  const child = spawnHandler(spec, offsetMs);
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const clockWaiting = new Map<string, () => void>();
  let broken: HandlerError | undefined;
  let ended = false;
  const ready = Promise.withResolvers<void>();

  const end = (): void => {
    ended = true;
    ready.resolve();
    for (const settle of clockWaiting.values()) settle();
    const error = broken ?? { errorType: 'Runtime.ExitError', errorMessage: 'the process ended before it answered' };
    for (const [id, settle] of waiting) settle({ ok: false, id, reason: 'exit', error });
    waiting.clear();
  };
  child.once('exit', end);
  child.once('error', end);
  child.on('message', (message) => {
    if (!isFromHandler(message)) return;
    if (message.kind === 'ready') ready.resolve();
    else if (message.kind === 'broken') broken = message.error;
    else if (message.kind === 'clock-set') clockWaiting.get(message.id)?.();
    else {
      const { id } = message;
      const outcome: Outcome =
        message.kind === 'result'
          ? { ok: true, id, payload: message.payload }
          : { ok: false, id, reason: 'error', error: message.error };
      waiting.get(id)?.(outcome);
      waiting.delete(id);
    }
  });
  const tell = (message: ToHandler): void => {
    // A process that has just ended cannot be told; its end settles whoever waits.
    if (child.connected) child.send(message, () => undefined);
  };

  return {
    get alive() {
      return !ended;
    },
    async invoke(event) {
      const id = randomUUID();
      const init = setTimeout(() => child.kill('SIGKILL'), INIT_MS);
      await ready.promise;
      clearTimeout(init);
      return new Promise((resolve) => {
        const limit = setTimeout(() => {
          waiting.delete(id);
          ended = true;
          child.kill('SIGKILL');
          resolve({ ok: false, id, reason: 'timeout', error: timedOut(spec) });
        }, spec.timeoutMs);
        waiting.set(id, (outcome) => {
          clearTimeout(limit);
          resolve(outcome);
        });
        if (ended) end();
        else tell({ kind: 'invoke', id, event, remainingMs: spec.timeoutMs });
      });
    },
    async setClock(next) {
      await ready.promise;
      if (ended) return;
      const id = randomUUID();
      const set = new Promise<void>((resolve) => clockWaiting.set(id, resolve));
      tell({ kind: 'clock', id, offsetMs: next });
      await set;
      clockWaiting.delete(id);
    },
    stop: () => endProcess(child, () => child.kill('SIGTERM'), 2000),
  };
}

const timedOut = ({ timeoutMs }: FunctionSpec): HandlerError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
});

function spawnHandler(spec: FunctionSpec, offsetMs: number): ChildProcess {
  const log = openSync(spec.logFile, 'a', 0o600);
  const args = [`--max-old-space-size=${spec.memoryMb}`, MAIN, spec.code, spec.handler, String(offsetMs)];
  const child = spawnTiedNode(args, { cwd: spec.code, env: { ...spec.environment }, output: log });
  closeSync(log);
  return child;
}
