import { maskName } from '../../domain/masking.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { isOpen, type Warning } from '../../domain/warning.ts';

/** What a list and the whole view say alike. The level is the peak: deadlines and duty follow it. */
export const itemOf = (warning: Warning, now: number) => ({
  id: warning.id,
  number: warning.number,
  level: warning.peakLevel,
  score: warning.score,
  status: warning.status,
  division: warning.township,
  maskedName: maskName(warning.headName ?? ''),
  householdSize: warning.householdSize,
  dueAt: offsetDateTime(warning.dueAt),
  overdue: isOpen(warning) && warning.dueAt <= now,
});
