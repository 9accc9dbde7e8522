/** What is going on: how many events are being handled, and how many ever were. */
export interface Activity {
  readonly running: number;
  readonly started: number;
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Calls back whenever work ends: a handler that ended may have written or sent something. */
  onEnd(listener: () => void): void;
}

export function countActivity(): Activity {
  let running = 0;
  let started = 0;
  const listeners: (() => void)[] = [];
  return {
    get running() {
      return running;
    },
    get started() {
      return started;
    },
    async during(work) {
      running++;
      started++;
      try {
        return await work();
      } finally {
        running--;
        for (const listener of listeners) listener();
      }
    },
    onEnd: (listener) => {
      listeners.push(listener);
    },
  };
}
