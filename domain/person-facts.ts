import type { HubEvent } from './events/event.ts';
import { currentStay, membershipsOf, type Stay } from './membership.ts';
import { effective } from './scoring/effective.ts';
import type { Day } from './shanghai-day.ts';
import type { Signal } from './signal.ts';

/** A fact with the source's clock (epoch ms): the newest wins, in whatever order they came. */
export interface Dated<T> {
  value: T;
  at: number;
}

/** What events say about who somebody is and where to find them. */
export interface PersonFacts {
  name?: Dated<string>;
  phone?: Dated<string>;
  registered?: Dated<string>;
  residence?: Dated<string>;
}

type Told = Exclude<HubEvent, { name: 'retraction' }>;

/**
 * Rosters and moves know where people live; other departments often send what was true years ago. Their word counts only
 * until a roster or a move speaks: it is dated before all of those.
 */
const HEARSAY = 100_000_000_000_000;

/** The facts one event brings. */
export function factsOf({ name: event, time, data }: Told): PersonFacts {
  const { person } = data;
  if (!person) return {};
  const residence = event === 'move' ? data.residence : person.residenceDivision;
  const registered = event === 'move' ? (data.registered ?? person.registeredDivision) : person.registeredDivision;
  const placedAt = event === 'move' || event === 'roster' ? time : time - HEARSAY;
  return {
    ...(person.name && { name: { value: person.name, at: time } }),
    ...(person.phone && { phone: { value: person.phone, at: time } }),
    ...(registered && { registered: { value: registered, at: placedAt } }),
    ...(residence && { residence: { value: residence, at: placedAt } }),
  };
}

/** Newer facts over older ones; undefined where nothing anybody would notice has changed. */
export function mergeFacts<F extends PersonFacts>(known: F, told: PersonFacts): F | undefined {
  const merged = { ...known };
  let changed = false;
  for (const key of ['name', 'phone', 'registered', 'residence'] as const) {
    const [old, fresh] = [known[key], told[key]];
    if (!fresh || (old && (old.at > fresh.at || old.value === fresh.value))) continue;
    merged[key] = fresh;
    changed = true;
  }
  return changed ? merged : undefined;
}

/** What only the whole set of signals can say: household, places and death, so that a retraction puts them right again. */
export interface Projection {
  stays: Stay[];
  household: string | undefined;
  diedOn: Day | undefined;
  residence: Dated<string> | undefined;
  registered: Dated<string> | undefined;
  rostered: boolean;
}

export function project(signals: readonly Signal[], householdFrom: string): Projection {
  const stays = membershipsOf(signals, householdFrom);
  const placed = [...effective(signals, 'roster'), ...effective(signals, 'move')].sort((a, b) => a.time - b.time);
  const newest = (of: (signal: (typeof placed)[number]) => string | undefined) => {
    const found = placed.findLast((signal) => of(signal) !== undefined);
    const value = found && of(found);
    return found && value !== undefined ? { value, at: found.time } : undefined;
  };
  return {
    stays,
    household: currentStay(stays)?.household,
    diedOn: effective(signals, 'death').at(-1)?.on,
    residence: newest(({ residence }) => residence),
    registered: newest(({ registered }) => registered),
    rostered: effective(signals, 'roster').length > 0,
  };
}
