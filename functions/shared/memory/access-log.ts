import type { AccessEntry, AccessLog } from '../access-log.ts';
import { entryOf } from './entry-of.ts';

export function memoryAccessLog(): AccessLog {
  /** subject → entries */
  const subjects = new Map<string, AccessEntry[]>();
  return {
    async record(entry) {
      entryOf(subjects, entry.subject, (): AccessEntry[] => []).push(Object.freeze({ ...entry }));
    },
    of: async (subject) => (subjects.get(subject) ?? []).toSorted((a, b) => a.at - b.at),
  };
}
