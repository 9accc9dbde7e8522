/** Random choices that come out the same for the same seed, on every machine. */
export interface Random {
  /** 0 to 1, 1 excluded. */
  fraction(): number;
  /** Whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** True in so many of a hundred cases. */
  percent(likelihood: number): boolean;
  /** Throws where there is nothing to choose from. */
  pick<T>(from: readonly T[]): T;
  /** `count` different ones, in their order. */
  sample<T>(from: readonly T[], count: number): T[];
}

/** Mulberry32: 32 bits of state are plenty for a made-up county. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
  return {
    fraction,
    whole,
    percent: (likelihood) => fraction() * 100 < likelihood,
    pick(from) {
      const [chosen] = from.slice(whole(0, from.length - 1));
      if (chosen === undefined) throw new RangeError('nothing to choose from');
      return chosen;
    },
    sample(from, count) {
      let wanted = Math.min(count, from.length);
      return from.filter((_, i) => {
        const taken = fraction() * (from.length - i) < wanted;
        if (taken) wanted -= 1;
        return taken;
      });
    },
  };
}
