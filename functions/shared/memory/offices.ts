import type { OfficeChange, Offices } from '../offices.ts';

export function memoryOffices(): Offices {
  const changes = new Map<string, OfficeChange>();
  let puts = 0;
  return {
    mark: async () => (puts === 0 ? undefined : String(puts)),
    all: async () => [...changes.values()],
    get: async (id) => changes.get(id),
    async put(change) {
      if ((changes.get(change.id)?.version ?? 0) !== change.version - 1) return false;
      changes.set(change.id, structuredClone(change));
      puts += 1;
      return true;
    },
  };
}
