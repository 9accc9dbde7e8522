/** The hub's time: the machine's, moved by an offset that a demo or a journey may set. */
export interface DrivenClock {
  /** Epoch ms. */
  now(): number;
  readonly offsetMs: number;
  /** Calls back after every change. */
  onChange(listener: () => void): void;
  set(offsetMs: number): void;
}

export function drivenClock(offsetMs: number): DrivenClock {
  let offset = offsetMs;
  const listeners: (() => void)[] = [];
  return {
    now: () => Date.now() + offset,
    get offsetMs() {
      return offset;
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    set(next) {
      offset = next;
      for (const listener of listeners) listener();
    },
  };
}
