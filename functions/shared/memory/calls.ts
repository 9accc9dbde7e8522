import { callCounts } from '../../../domain/delivery.ts';
import { dayOf } from '../../../domain/shanghai-day.ts';
import { type CallBack, type CallBacks, countedAt } from '../calls.ts';
import type { MemoryCounters } from './counters.ts';
import { entryOf } from './entry-of.ts';

export function memoryCalls(counters: MemoryCounters): CallBacks {
  const calls = new Map<string, CallBack>();
  /** county → ids of open ones */
  const queues = new Map<string, Set<string>>();
  const queueOf = (county: string) => entryOf(queues, county, () => new Set<string>());

  function keep(call: CallBack): void {
    calls.set(call.id, Object.freeze({ ...call, attempts: [...call.attempts] }));
    if (call.status === 'open') queueOf(call.county).add(call.id);
    else queueOf(call.county).delete(call.id);
  }

  return {
    async open(call) {
      if (!calls.has(call.id)) keep(call);
    },
    get: async (id) => calls.get(id),
    async openIn(county, { after = '', limit = Number.POSITIVE_INFINITY } = {}) {
      // Ids begin with the county and the instant, so their order is the order of age.
      const rest = [...queueOf(county)].filter((id) => id > after).sort();
      const ids = rest.slice(0, limit);
      const next = rest.length > ids.length ? ids.at(-1) : undefined;
      return { items: ids.flatMap((id) => calls.get(id) ?? []), ...(next !== undefined && { next }) };
    },
    async update(call) {
      const standing = calls.get(call.id);
      if (standing?.status !== 'open' || standing.version !== call.version - 1) return false;
      keep(call);
      counters.count(call.township, dayOf(countedAt(call)), callCounts(call));
      return true;
    },
  };
}
