import type { SendLimits } from '../send-limits.ts';

export function memorySendLimits(): SendLimits {
  /** key and window → count; key → instant of the last one */
  const counts = new Map<string, number>();
  const last = new Map<string, number>();
  return {
    async take(limit, at) {
      if (limit.kind === 'apart') {
        const before = last.get(limit.key);
        if (before !== undefined && at < before + limit.ms) return before + limit.ms;
        last.set(limit.key, at);
        return undefined;
      }
      const { key, window, units, most, freeAt } = limit;
      if (units > most) return Number.POSITIVE_INFINITY;
      const count = counts.get(`${key}#${window}`) ?? 0;
      if (count + units > most) return freeAt;
      counts.set(`${key}#${window}`, count + units);
      return undefined;
    },
    async giveBack(limit) {
      if (limit.kind === 'apart') return;
      const place = `${limit.key}#${limit.window}`;
      const count = counts.get(place);
      if (count !== undefined) counts.set(place, Math.max(0, count - limit.units));
    },
  };
}
