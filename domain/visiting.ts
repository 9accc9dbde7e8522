import { closed, type Outcome, type Visit, type Warning } from './warning.ts';

export type Found = Omit<Visit, 'by' | 'at'>;
export interface Concluded {
  outcome: Outcome;
  programmes?: readonly string[] | undefined;
  note?: string | undefined;
}
type Counts = Record<string, number>;

/** From here on feedback is owed, and nobody is reminded of a visit that was made. A pause goes on. */
export function visited(warning: Warning, visit: Found, by: string, at: number): Warning {
  return {
    ...warning,
    status: 'visited',
    dueAt: warning.feedbackDue.at,
    nextStepAt: warning.pause?.until,
    visits: [...(warning.visits ?? []), { ...visit, by, at }],
  };
}

/** Only the first visit is the one the deadline was about. */
export function visitCounts({ status, visitDue, peakLevel }: Warning, { visitedAt }: Found): Counts {
  if (status === 'visited') return { revisited: 1 };
  return { [`visited#${peakLevel}`]: 1, ...(visitedAt <= visitDue.at && { [`in-time#${peakLevel}`]: 1 }) };
}

/** An outcome closes the warning for good. */
export function resolved(warning: Warning, conclusion: Concluded, by: string, at: number): Warning {
  const { outcome, programmes, note } = conclusion;
  return {
    ...closed(warning, at),
    status: 'resolved',
    outcome: {
      outcome,
      at,
      by,
      ...(note && { note }),
      ...(programmes && programmes.length > 0 && { programmes: [...programmes] }),
    },
  };
}

export const outcomeCounts = ({ peakLevel }: Warning, { outcome }: Concluded): Counts => ({
  [`resolved#${outcome}#${peakLevel}`]: 1,
  ...(outcome === 'aided' && { aided: 1 }),
});
