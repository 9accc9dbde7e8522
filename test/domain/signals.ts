import type { Member } from '../../domain/scoring/assessment.ts';
import { startOf } from '../../domain/shanghai-day.ts';
import type { Signal, SignalKind, SignalOf } from '../../domain/signal.ts';

let serial = 0;

type Own<K extends SignalKind> = Omit<
  SignalOf<K>,
  'kind' | 'eventKey' | 'person' | 'time' | 'storedAt' | 'source' | 'department'
>;
type Base = Partial<Pick<Signal, 'eventKey' | 'person' | 'time' | 'storedAt' | 'source' | 'department' | 'retracted'>>;

/** A signal of one kind; time and storing default to noon of its day, keys to a running number. */
export function signal<K extends SignalKind>(kind: K, own: Own<K>, base: Base = {}): SignalOf<K> {
  serial += 1;
  const noon = startOf(own.on) + 12 * 3_600_000;
  const whole = {
    kind,
    eventKey: `e${serial}`,
    person: 'p-1',
    time: noon,
    storedAt: noon,
    source: 's',
    department: 'd',
    ...own,
    ...base,
  };
  // The generic parts fit together by construction; only the compiler cannot see through the union.
  return whole as unknown as SignalOf<K>;
}

export const roster = (keys: readonly string[], extra: Partial<SignalOf<'roster'>> = {}) => ({
  ...signal('roster', { on: '2026-01-05', categories: keys.map((key) => ({ key, from: '2026-01-01' })) }),
  ...extra,
});

export const expense = (on: string, yuan: number, extra: Partial<SignalOf<'medical-expense'>> = {}) => ({
  ...signal('medical-expense', {
    on,
    settlement: extra.settlement ?? `s${serial}`,
    visit: 'outpatient',
    burden: yuan * 100,
    refund: false,
  }),
  ...extra,
});

export const list = (from: string, on: string, yuan: number, extra: Partial<SignalOf<'medical-burden'>> = {}) => ({
  ...signal('medical-burden', { on, from, burden: yuan * 100 }),
  ...extra,
});

export const member = (signals: readonly Signal[], person = 'p-1'): Member => ({
  person,
  signals: signals.map((each) => ({ ...each, person })),
});

/** 10:00 in Shanghai on a day. */
export const at = (day: string) => startOf(day) + 10 * 3_600_000;
