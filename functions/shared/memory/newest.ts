import { knownShard, type Newest, type NewestRow, shardOf } from '../newest.ts';
import { entryOf } from './entry-of.ts';

const PAGE = 100;

export function memoryNewest(): Newest {
  /** scope → key → row */
  const scopes = new Map<string, Map<string, NewestRow>>();
  const rowsOf = (scope: string) => entryOf(scopes, scope, () => new Map<string, NewestRow>());
  return {
    async get(scope, keys) {
      const rows = rowsOf(scope);
      const found = new Map<string, NewestRow>();
      for (const key of keys) {
        const row = rows.get(key);
        if (row) found.set(key, row);
      }
      return found;
    },
    async put(scope, rows) {
      for (const row of rows) {
        shardOf(row.key);
        rowsOf(scope).set(row.key, structuredClone(row));
      }
    },
    async remove(scope, keys) {
      for (const key of keys) rowsOf(scope).delete(key);
    },
    async *all(scope, shard) {
      const wanted = knownShard(shard);
      const rows = [...rowsOf(scope).values()].filter(({ key }) => shardOf(key) === wanted);
      for (let start = 0; start < rows.length; start += PAGE) yield rows.slice(start, start + PAGE);
    },
  };
}
