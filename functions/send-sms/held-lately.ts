import type { SendSmsPorts } from './ports.ts';

/** So long a batch takes: what it asked once need not be asked for each of its messages. */
const KEPT_MS = 1000;

/** Whether the hub is held, as it was read at most a second ago. A failure is not remembered. */
export function heldLately(access: SendSmsPorts['access'], clock: SendSmsPorts['clock']): SendSmsPorts['access'] {
  let lately: { at: number; held: Promise<boolean> } | undefined;
  return {
    held() {
      const now = clock.now();
      if (lately && now < lately.at + KEPT_MS) return lately.held;
      const held = access.held();
      lately = { at: now, held };
      held.catch(() => {
        lately = undefined;
      });
      return held;
    },
  };
}
