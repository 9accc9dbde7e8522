import type { Deliveries } from '../../../domain/statement-delivery.ts';
import {
  type IssuedStatement,
  inSeries,
  type ListedStatement,
  type StatementDoor,
  type Statements,
} from '../statements.ts';
import { entryOf } from './entry-of.ts';

export function memoryStatements(): Statements {
  const statements = new Map<string, IssuedStatement>();
  /** subject → ids */
  const subjects = new Map<string, Set<string>>();
  const doors = new Map<string, StatementDoor>();
  /** statement's id → its deliveries */
  const deliveries = new Map<string, Deliveries>();
  const wrong = new Map<string, number>();

  /** from and to → places in their order */
  const lists = new Map<string, Map<string, ListedStatement>>();

  function setTries(code: string, tries: (now: number) => number): number {
    const door = doors.get(code);
    if (!door) return 0;
    const changed = Object.freeze({ ...door, tries: tries(door.tries) });
    doors.set(code, changed);
    return changed.tries;
  }

  return {
    async put(issued, door) {
      if (statements.has(issued.id)) return 'stands';
      if (door && doors.has(door.code)) return 'code-taken';
      statements.set(issued.id, Object.freeze({ ...issued }));
      entryOf(subjects, issued.subject, () => new Set<string>()).add(issued.id);
      if (inSeries(issued)) {
        const { id, area } = issued;
        entryOf(lists, periodOf(issued), () => new Map()).set(placeOf(issued), Object.freeze({ id, area }));
      }
      if (door) doors.set(door.code, Object.freeze({ ...door }));
      return 'stored';
    },
    get: async (id) => statements.get(id),
    getMany: async (ids) => ids.flatMap((id) => statements.get(id) ?? []),
    async issuedIn(area, period, { after, limit = Number.POSITIVE_INFINITY } = {}) {
      const last = after ? placeOf(after) : '';
      const rest = [...(lists.get(periodOf(period)) ?? [])]
        .filter(([place]) => place.startsWith(area) && place > last)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, each]) => each);
      const items = rest.slice(0, limit);
      const next = rest.length > items.length ? items.at(-1) : undefined;
      return { items, ...(next && { next }) };
    },
    async deliver(issued, record) {
      if ((deliveries.get(issued.id)?.version ?? 1) !== record.version - 1) return false;
      deliveries.set(issued.id, Object.freeze({ ...record }));
      const { id, area } = issued;
      const on = record.entries.at(-1)?.deliveredOn;
      const mark = { id, area, ...(on !== undefined && { delivered: { on, version: record.version } }) };
      if (inSeries(issued)) lists.get(periodOf(issued))?.set(placeOf(issued), Object.freeze(mark));
      return true;
    },
    deliveries: async (id) => deliveries.get(id),
    deliveriesOf: async (subject) =>
      [...(subjects.get(subject) ?? [])].sort().flatMap((id) => deliveries.get(id) ?? []),
    of: async (subject) => [...(subjects.get(subject) ?? [])].sort().flatMap((id) => statements.get(id) ?? []),
    door: async (code) => doors.get(code),
    wrongTry: async (code) => setTries(code, (now) => now + 1),
    async renew(door) {
      if ((doors.get(door.code)?.statement ?? door.statement) !== door.statement) return false;
      doors.set(door.code, Object.freeze({ ...door }));
      return true;
    },
    wrongFrom: async (place) => wrong.get(place) ?? 0,
    async countWrongFrom(place) {
      wrong.set(place, (wrong.get(place) ?? 0) + 1);
    },
    async unlock(code) {
      setTries(code, () => 0);
    },
  };
}

const periodOf = ({ from, to }: Pick<IssuedStatement, 'from' | 'to'>) => `${from}.${to}`;
const placeOf = ({ area, id }: Pick<ListedStatement, 'area' | 'id'>) => `${area}#${id}`;
