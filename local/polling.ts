/** A loop that looks for work. */
export interface Polling {
  /** Looks now instead of at the end of its rest. */
  nudge(): void;
  /** Resolves when a look that began after this call found nothing. At once while paused. */
  settled(): Promise<void>;
  /** Resolves when the look under way is over; no other begins until `resume`. */
  pause(): Promise<void>;
  resume(): void;
  /** Like pause, for good. */
  stop(): Promise<void>;
}

/** Rests between looks that found nothing, ms. Short at first, because work comes in bursts. */
const RESTS = [10, 20, 40, 80] as const;
/**
 * After a look that found nothing, as many times as long as it took: the emulator reads past the records of all other streams,
 * so that looks at an idle one would take its whole time once a busy one has thousands.
 */
const REST_PER_LOOK = 4;
/** Rest after a look that failed: the emulator may be starting or stopping. */
const REST_AFTER_ERROR = 500;

const restAfter = (empty: number) => RESTS[Math.min(empty, RESTS.length) - 1] ?? 80;

/**
 * Runs `look` again and again; it resolves to whether it found work. `report` hears of every error, after which the loop
 * goes on.
 */
export function keepLooking(
  look: () => Promise<boolean>,
  report: (error: unknown) => void,
  startPaused: boolean,
): Polling {
  let paused = startPaused;
  let stopped = false;
  let wake: (() => void) | undefined;
  let looking: Promise<boolean> | undefined;
  let looks = 0;
  let waiting: { after: number; settle: () => void }[] = [];
  let empty = 0;

  async function run(): Promise<void> {
    while (!stopped) {
      if (paused) await new Promise<void>((resolve) => (wake = resolve));
      else await lookOnce();
    }
    settle(Number.POSITIVE_INFINITY);
  }

  async function lookOnce(): Promise<void> {
    const number = ++looks;
    let failed = false;
    const began = performance.now();
    looking = look().catch((error: unknown) => {
      failed = true;
      report(error);
      return true;
    });
    const found = await looking;
    looking = undefined;
    empty = found ? 0 : empty + 1;
    if (!found) settle(number);
    if (failed) await rest(REST_AFTER_ERROR);
    else if (!found) await rest(Math.max(restAfter(empty), REST_PER_LOOK * (performance.now() - began)));
  }

  function settle(number: number): void {
    const done = waiting.filter(({ after }) => number > after);
    waiting = waiting.filter(({ after }) => number <= after);
    for (const one of done) one.settle();
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const ended = run();
  const nudge = (): void => {
    empty = 0;
    if (!paused) wake?.();
  };
  return {
    nudge,
    settled() {
      if (paused || stopped) return Promise.resolve();
      const settledNow = new Promise<void>((resolve) => waiting.push({ after: looks, settle: resolve }));
      nudge();
      return settledNow;
    },
    async pause() {
      paused = true;
      wake?.();
      settle(Number.POSITIVE_INFINITY);
      await looking;
    },
    resume() {
      paused = false;
      empty = 0;
      wake?.();
    },
    async stop() {
      stopped = true;
      wake?.();
      await ended;
    },
  };
}
