/** What has been started and must be ended, the last first. */
export interface Closing {
  add(end: () => Promise<void> | void): void;
  /** Ends everything, whatever fails on the way, and then throws the first failure. Twice is once. */
  close(): Promise<void>;
}

export function closing(): Closing {
  const ends: (() => Promise<void> | void)[] = [];
  let closed: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const end of ends.reverse()) {
      try {
        await end();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
  return {
    add: (end) => {
      ends.push(end);
    },
    close: () => {
      closed ??= closeAll();
      return closed;
    },
  };
}
