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
  /** One of those named, each as likely as its number says. Throws where there is nothing to choose from. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
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
    weighted(weights) {
      let left = fraction() * Object.values<number>(weights).reduce((sum, weight) => sum + weight, 0);
      for (const key in weights) {
        left -= weights[key];
        if (left < 0) return key;
      }
      throw new RangeError('nothing to choose from');
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

/**
 * Draws of their own for each thing that is drawn, named by its parts: asking for one thing never moves another, in whatever
 * order they are asked for.
 */
export function drawsFor(...parts: readonly (string | number)[]): Random {
  return seededRandom(hashed(parts.join('/')));
}

/** FNV-1a with a last mixing, so that neighbours of a count begin far apart. 32 bits. */
export function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
