import { decide, type Situation } from '../../domain/decide.ts';
import type { Signal } from '../../domain/signal.ts';
import type { Warning } from '../../domain/warning.ts';
import { compileProvince } from '../../lib/province.ts';
import { at, member, roster, signal } from './signals.ts';

export const { province } = compileProvince('gansu');
export const MAYING = '621121101';
export const JICHUAN = '621121102';
export const ids: Situation['ids'] = {
  smsAvailable: true,
  notice: (...parts) => parts.join('|'),
  number: (id) => `W2611-${id}`,
};

export const stay = (on: string) => signal('hospitalization', { on, admittedOn: on });
/** With a stay in hospital 100 points: red at once. */
export const worst = (): Signal[] => [
  signal('unemployment', { on: '2026-08-01' }),
  signal('chronic-disease', { on: '2026-08-01', seriousness: 'serious' }),
  signal('disability', { on: '2026-08-01', disability: 4, grade: 1, status: 'valid' }),
];

export const situationOf = (signals: readonly Signal[], now: number, rest: Partial<Situation> = {}): Situation => ({
  subject: { id: 'h-1', township: MAYING, headName: '王秀英' },
  members: [member([roster(['dibao']), ...signals])],
  latest: undefined,
  province,
  now,
  ids,
  ...rest,
});

/** A warning of a household in 马营镇, raised at `now` (10:00 of a day where only a day is given). */
export function openWarning(signals: readonly Signal[], now: number | string): Warning {
  const decision = decide(situationOf(signals, typeof now === 'string' ? at(now) : now));
  if (decision.kind !== 'commit') throw new Error('nothing was raised');
  return decision.warning;
}
