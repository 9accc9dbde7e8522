import type { IssuedStatement, StatementDoor, Statements } from '../statements.ts';
import { entryOf } from './entry-of.ts';

export function memoryStatements(): Statements {
  const statements = new Map<string, IssuedStatement>();
  /** subject → ids */
  const subjects = new Map<string, Set<string>>();
  const doors = new Map<string, StatementDoor>();

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
      if (door) doors.set(door.code, Object.freeze({ ...door }));
      return 'stored';
    },
    get: async (id) => statements.get(id),
    of: async (subject) => [...(subjects.get(subject) ?? [])].sort().flatMap((id) => statements.get(id) ?? []),
    door: async (code) => doors.get(code),
    wrongTry: async (code) => setTries(code, (now) => now + 1),
    async unlock(code) {
      setTries(code, () => 0);
    },
  };
}
