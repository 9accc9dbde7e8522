import type { Indicator, Profile } from '../profile.ts';
import { newer } from '../signal.ts';
import type { Factor } from '../warning.ts';
import type { Assessment, Member } from './assessment.ts';
import { effective } from './effective.ts';
import { type Finding, nothing } from './found.ts';
import { measure, type Party } from './measure.ts';
import { presence } from './presence.ts';
import { type Standing, standingOf } from './standing.ts';

type Rules = Pick<Profile, 'indicators' | 'levels' | 'scoring' | 'figures'>;

/** A member as scoring sees them. */
export interface Known extends Member {
  standing: Standing;
}

/**
 * Scores a subject. Pure and blind to order: the same set of signals at the same instant gives the same score, factors
 * and level, however they came. A score only ever opens a verification task; it grants or refuses nothing.
 */
export function score(members: readonly Member[], rules: Rules, now: number): Assessment {
  const known = knownAt(members, now);
  const changes = known.flatMap(({ standing }) => standing.changes);
  const factors: Factor[] = [];
  for (const indicator of rules.indicators.list) {
    for (const { who, finding } of findings(indicator, known, rules, now)) {
      changes.push(...finding.changes);
      if (finding.found) factors.push(factorOf(indicator, who, finding.found));
    }
  }
  return { ...weigh(factors, rules), rescoreAt: changes.length > 0 ? Math.min(...changes) : undefined };
}

export const knownAt = (members: readonly Member[], now: number): Known[] =>
  [...members]
    .sort((a, b) => (a.person < b.person ? -1 : 1))
    .map((member) => ({ ...member, standing: standingOf(member.signals, now) }));

/** One look of an indicator at one person, or at a household's amounts: who bears it, whose signals, and what it found. */
export interface Look {
  who: string;
  people: readonly Known[];
  party: Party;
  finding: Finding;
}

/** Everybody that an indicator looks at; whom it leaves out is dead or out of its scope. */
export function* findings(indicator: Indicator, known: readonly Known[], rules: Rules, now: number): Generator<Look> {
  const living = known.filter(({ standing }) => standing.alive);
  if ('measure' in indicator && indicator.of === 'household') {
    // The bills of somebody who died stay with the family, as long as there is one.
    const [first] = living.filter((member) => inScope(indicator, member, rules));
    if (first) {
      const party = partyOf(known, living);
      yield { who: bearer(known, first), people: known, party, finding: measure(indicator, party, rules.figures, now) };
    }
    return;
  }
  for (const member of living) {
    if (!inScope(indicator, member, rules)) continue;
    const party = partyOf([member], living);
    yield { who: member.person, people: [member], party, finding: personal(indicator, member, party, rules, now) };
  }
}

function personal(indicator: Indicator, member: Known, party: Party, rules: Rules, now: number): Finding {
  if ('measure' in indicator) return measure(indicator, party, rules.figures, now);
  if ('from' in indicator) return presence(indicator, member.signals, now);
  return rosterStanding(indicator, member);
}

/** In one of these categories, and no member's aid covers them yet. */
function rosterStanding(indicator: Extract<Indicator, { categories: unknown }>, { standing, signals }: Known): Finding {
  const held = indicator.categories.filter((key) => standing.categories.has(key));
  if (held.length === 0 || indicator.without.some((key) => standing.categories.has(key))) return nothing;
  const newest = effective(signals, 'roster')
    .filter(({ categories }) => categories.some(({ key }) => held.includes(key)))
    .at(-1);
  if (!newest || typeof indicator.points !== 'number') return nothing;
  return {
    found: { points: indicator.points, on: newest.on, expiresAt: undefined, signals: [newest], text: indicator.name },
    changes: [],
  };
}

/** A self-report counts for anybody: who asks is heard, on the roster or not. */
function inScope(indicator: Indicator, { standing }: Known, { scoring }: Rules): boolean {
  if (scoring.scope === 'everyone' || standing.onRoster) return true;
  if (scoring.scope === 'roster-and-leads' && standing.asked) return true;
  return 'from' in indicator && indicator.from.every((source) => source.startsWith('self-report'));
}

function partyOf(people: readonly Known[], household: readonly Known[]) {
  return {
    people: people.map(({ standing }) => standing),
    signals: people.map(({ signals }) => signals),
    income: householdIncome(household),
  };
}

/** The newest figure for the whole household; where there is none, the sum of its people's. */
function householdIncome(household: readonly Known[]): number | undefined {
  const incomes = household.flatMap(({ standing }) => (standing.income ? [standing.income] : []));
  const whole = incomes
    .filter(({ of }) => of === 'household')
    .sort((a, b) => (a.asOf < b.asOf ? -1 : 1))
    .at(-1);
  if (whole) return whole.fen;
  return incomes.length > 0 ? incomes.reduce((sum, { fen }) => sum + fen, 0) : undefined;
}

/** Whose amount it mostly is: the member with the most signals of money, else the first living one. */
function bearer(known: readonly Known[], first: Known): string {
  const money = (member: Known) =>
    member.signals.reduce((sum, signal) => sum + ('burden' in signal && !signal.retracted ? signal.burden : 0), 0);
  return known.reduce((best, each) => (each.standing.alive && money(each) > money(best) ? each : best), first).person;
}

function factorOf(indicator: Indicator, person: string, found: NonNullable<Finding['found']>): Factor {
  const ordered = [...found.signals].sort(newer);
  return {
    indicator: indicator.key,
    name: indicator.name,
    person,
    points: found.points,
    on: found.on,
    ...(found.expiresAt !== undefined && { expiresAt: found.expiresAt }),
    events: ordered.slice(-MOST_EVENTS).map(({ eventKey }) => eventKey),
    storedAt: Math.max(0, ...ordered.map(({ storedAt }) => storedAt)),
    opens: indicator.opens,
    text: found.text,
  };
}

/** Enough to look the reasons up; a warning's row stays below one write unit. */
const MOST_EVENTS = 3;

/** Adds up, or takes the heaviest, per person or per household; what does not count towards the score stands beside. */
function weigh(factors: readonly Factor[], { scoring, levels }: Rules): Omit<Assessment, 'rescoreAt'> {
  const groups =
    scoring.scorePer === 'person' ? Map.groupBy(factors, ({ person }) => person) : new Map([['', [...factors]]]);
  const weighed = [...groups.values()].map((group) => {
    const heaviest = Map.groupBy([...group].sort(byWeight), ({ indicator }) => indicator);
    const counted = [...heaviest.values()].flatMap(([first]) => (first ? [first] : [])).sort(byWeight);
    const points = counted.map((factor) => factor.points);
    const total = scoring.method === 'additive' ? points.reduce((sum, each) => sum + each, 0) : Math.max(0, ...points);
    return { counted, total, opens: counted.some(({ opens }) => opens) };
  });
  const best = weighed
    .filter(({ opens }) => opens)
    .reduce<(typeof weighed)[number] | undefined>(
      (top, each) => (top && top.total >= each.total ? top : each),
      undefined,
    );
  if (!best)
    return {
      score: Math.max(0, ...weighed.map(({ total }) => total)),
      level: undefined,
      factors: factors.toSorted(byWeight),
    };
  const level = levels.list.filter(({ from }) => best.total >= from).at(-1);
  const beside = factors
    .filter((factor) => !best.counted.includes(factor))
    .map((factor) => ({ ...factor, beside: true as const }));
  return { score: best.total, level: level?.key, factors: [...best.counted, ...beside.toSorted(byWeight)] };
}

const byWeight = (a: Factor, b: Factor) =>
  b.points - a.points || compare(a.indicator, b.indicator) || compare(a.person, b.person);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
