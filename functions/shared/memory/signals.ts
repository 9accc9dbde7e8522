import { monthOf } from '../../../domain/shanghai-day.ts';
import type { Signal } from '../../../domain/signal.ts';
import { countsOn } from '../../../domain/statement-counted.ts';
import type { Signals, Tombstone } from '../signals.ts';
import { entryOf } from './entry-of.ts';

type RowKey = Pick<Signal, 'kind' | 'on' | 'eventKey'>;
interface Row {
  signal: Signal;
  /** Township and month of a grant. */
  benefit: string | undefined;
}

const rowKey = ({ kind, on, eventKey }: RowKey) => `${kind}#${on}#${eventKey}`;

/** Early expiry is kept by nobody here: DynamoDB's is not exact either, so nothing may depend on it. */
export function memorySignals(): Signals {
  /** person → row key → row */
  const people = new Map<string, Map<string, Row>>();
  const marks = new Set<string>();
  const tombstones = new Map<string, Tombstone>();
  /** township and month → person → row keys of grants */
  const benefits = new Map<string, Map<string, Set<string>>>();

  function keep(signal: Signal, township: string): void {
    const rows = entryOf(people, signal.person, () => new Map<string, Row>());
    const key = rowKey(signal);
    const standing = rows.get(key);
    const benefit = benefitOf(signal, township);
    if (standing?.benefit !== undefined) benefits.get(standing.benefit)?.get(signal.person)?.delete(key);
    if (benefit !== undefined) {
      const persons = entryOf(benefits, benefit, () => new Map<string, Set<string>>());
      entryOf(persons, signal.person, () => new Set<string>()).add(key);
    }
    const retracted = standing?.signal.retracted === true ? { retracted: true as const } : {};
    rows.set(key, { signal: Object.freeze({ ...signal, ...retracted }), benefit });
  }

  return {
    async record(signals, marked = []) {
      for (const { signal, township } of signals) keep(signal, township);
      for (const { person, eventKey } of marked) marks.add(`${person}|${eventKey}`);
    },
    async of(persons) {
      const found = new Map<string, Signal[]>();
      for (const person of persons) {
        const signals: Signal[] = [];
        for (const { signal } of people.get(person)?.values() ?? []) signals.push(signal);
        found.set(person, signals);
      }
      return found;
    },
    async tombstones(targets) {
      const found = new Map<string, Tombstone>();
      for (const target of targets) {
        const tombstone = tombstones.get(target);
        if (tombstone) found.set(target, tombstone);
      }
      return found;
    },
    async bury(tombstone) {
      if (!tombstones.has(tombstone.target)) tombstones.set(tombstone.target, Object.freeze({ ...tombstone }));
    },
    async markRetracted(target) {
      const rows = people.get(target.person);
      const row = rows?.get(rowKey(target));
      if (row) rows?.set(rowKey(target), { ...row, signal: Object.freeze({ ...row.signal, retracted: true }) });
    },
    async has(row) {
      if ('kind' in row) return people.get(row.person)?.has(rowKey(row)) === true;
      return marks.has(`${row.person}|${row.eventKey}`);
    },
    async benefiting(township, from, to) {
      const months = [...benefits].filter(([key]) => `${township}#${from}` <= key && key <= `${township}#${to}`);
      const persons = months.flatMap(([, each]) => [...each]).filter(([, grants]) => grants.size > 0);
      return [...new Set(persons.map(([person]) => person))];
    },
  };
}

function benefitOf(signal: Signal, township: string): string | undefined {
  if (signal.kind !== 'benefit-granted') return undefined;
  return `${township}#${monthOf(countsOn({ grantedOn: signal.on, period: signal.period }))}`;
}
