import type { Activity } from './activity.ts';
import type { DrivenClock } from './clock.ts';
import { type FunctionSpec, type HandlerProcess, type Outcome, startHandlerProcess } from './handler-process.ts';

/** A function of the stack with its processes: started when needed, kept, replaced when they die. */
export interface LocalFunction {
  readonly spec: FunctionSpec;
  /** Waits for a free process, as long as it takes. Never rejects. */
  invoke(event: unknown): Promise<Outcome>;
  /** Resolves when every process of it has the clock's time. */
  followClock(): Promise<void>;
  stop(): Promise<void>;
}

/** Lambda runs one event at a time in a process; so do we, in at most `spec.concurrency` of them. */
export function localFunction(spec: FunctionSpec, clock: DrivenClock, activity: Activity): LocalFunction {
  const processes = new Set<HandlerProcess>();
  const idle: HandlerProcess[] = [];
  const queue: ((process: HandlerProcess) => void)[] = [];

  function take(): Promise<HandlerProcess> {
    for (let process = idle.pop(); process !== undefined; process = idle.pop()) {
      if (process.alive) return Promise.resolve(process);
      processes.delete(process);
    }
    if (processes.size < spec.concurrency) return Promise.resolve(start());
    return new Promise((resolve) => queue.push(resolve));
  }

  function start(): HandlerProcess {
    const process = startHandlerProcess(spec, clock.offsetMs);
    processes.add(process);
    return process;
  }

  function giveBack(process: HandlerProcess): void {
    const next = queue.shift();
    if (!process.alive) {
      processes.delete(process);
      next?.(start());
    } else if (next !== undefined) next(process);
    else idle.push(process);
  }

  return {
    spec,
    invoke: (event) =>
      activity.during(async () => {
        const process = await take();
        const outcome = await process.invoke(event);
        giveBack(process);
        return outcome;
      }),
    async followClock() {
      await Promise.all([...processes].map((process) => process.setClock(clock.offsetMs)));
    },
    async stop() {
      await Promise.all([...processes].map((process) => process.stop()));
    },
  };
}
