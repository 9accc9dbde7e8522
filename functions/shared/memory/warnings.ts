import type { Notice } from '../../../domain/notice.ts';
import { type History, isOpen, type Warning } from '../../../domain/warning.ts';
import { countyOf } from '../townships.ts';
import type { Commit, OpenWarning, Warnings } from '../warnings.ts';
import type { MemoryCounters } from './counters.ts';
import { entryOf } from './entry-of.ts';
import type { MemoryNotices } from './notices.ts';

interface Cycle {
  warning: Warning;
  history: History[];
}

/** Notices and counters are those that a commit writes to together with the warning. */
export function memoryWarnings(notices: MemoryNotices, counters: MemoryCounters): Warnings {
  /** subject → its cycles, oldest first */
  const subjects = new Map<string, Map<number, Cycle>>();
  const numbers = new Map<string, { subject: string; cycle: number }>();
  /** township → id → row */
  const open = new Map<string, Map<string, OpenWarning>>();

  const stored = ({ subject, cycle }: Pick<Warning, 'subject' | 'cycle'>) => subjects.get(subject)?.get(cycle);
  const stands = (warning: Warning, expected: number | undefined) => stored(warning)?.warning.version === expected;

  function keep(warning: Warning, history: History): void {
    const cycles = entryOf(subjects, warning.subject, () => new Map<number, Cycle>());
    const before = cycles.get(warning.cycle);
    if (before) open.get(before.warning.township)?.delete(warning.id);
    if (isOpen(warning))
      entryOf(open, warning.township, () => new Map<string, OpenWarning>()).set(warning.id, openRow(warning));
    cycles.set(warning.cycle, {
      warning: Object.freeze({ ...warning }),
      history: [...(before?.history ?? []), Object.freeze({ ...history })],
    });
  }

  function commit({ warning, expected, history, notices: told, counts, day, absorbs }: Commit) {
    if (!stands(warning, expected)) return 'conflict';
    if (absorbs && !stands(absorbs.warning, absorbs.expected)) return 'conflict';
    if (expected === undefined) {
      if (numbers.has(warning.number)) return 'number-taken';
      numbers.set(warning.number, { subject: warning.subject, cycle: warning.cycle });
    }
    keep(warning, history);
    if (absorbs) keep(absorbs.warning, absorbs.history);
    notices.keep(told);
    for (const notice of told) point(notices, notice);
    counters.count(warning.township, day, counts);
    return 'committed';
  }

  const all = (subject: string) => [...(subjects.get(subject)?.values() ?? [])].map(({ warning }) => warning);

  return {
    latest: async (subject) => all(subject).at(-1),
    get: async (subject, cycle) => stored({ subject, cycle })?.warning,
    all: async (subject) => all(subject),
    history: async (subject, cycle) => [...(stored({ subject, cycle })?.history ?? [])],
    commit: async (wanted) => commit(wanted),
    async openIn(township, { after, limit = Number.POSITIVE_INFINITY } = {}) {
      const rows = [...(open.get(township)?.values() ?? [])].sort(byDue);
      const rest = after ? rows.filter((row) => byDue(row, after) > 0) : rows;
      const items = rest.slice(0, limit);
      const last = items.at(-1);
      return last && rest.length > items.length ? { items, next: { dueAt: last.dueAt, id: last.id } } : { items };
    },
    openAround: async (county) =>
      [...open].flatMap(([township, rows]) => (countyOf(township) === county ? [...rows.values()] : [])),
    byNumber: async (number) => numbers.get(number),
  };
}

/** Below red a notice to staff waits for its office's morning digest. */
function point(notices: MemoryNotices, { subject, id, channel, audience }: Notice): void {
  if (channel === 'digest' && audience.to === 'office') notices.point(`digest#${audience.office}`, [{ subject, id }]);
}

function openRow({
  id,
  subject,
  township,
  dueAt,
  peakLevel,
  status,
  rescoreAt,
  nextStepAt,
  profileVersion,
}: Warning): OpenWarning {
  return Object.freeze({
    id,
    subject,
    township,
    dueAt,
    peakLevel,
    status,
    profileVersion,
    ...(rescoreAt !== undefined && { rescoreAt }),
    ...(nextStepAt !== undefined && { nextStepAt }),
  });
}

type Due = Pick<OpenWarning, 'dueAt' | 'id'>;
const byDue = (a: Due, b: Due) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : Number(a.id > b.id));
