import type * as z from 'zod';
import { maskName } from '../../domain/masking.ts';
import { score } from '../../domain/scoring/score.ts';
import type { Factor, History, Warning } from '../../domain/warning.ts';
import type { PersonRecord } from '../shared/people.ts';
import type { caseEntry, warningCase } from './audit-answers.ts';
import { type Holdings, holdingsOf, membersThen } from './known-then.ts';
import type { ApiPorts } from './ports.ts';

export type Case = z.output<typeof warningCase>;
/** A line of the case, with its instant in epoch ms. */
export type CaseEntry = Omit<z.output<typeof caseEntry>, 'at' | 'details'> & {
  at: number;
  details?: readonly string[];
};

/** Everything the entries of a case are made from, read once. */
export interface CaseFile {
  ports: ApiPorts;
  warning: Warning;
  history: readonly History[];
  holdings: Holdings;
  records: ReadonlyMap<string, PersonRecord>;
  unmasked: boolean;
  nameOf(person: string): string;
  department(key: string): string;
}

/** A version with the reasons it had; undefined where they cannot be told any more. */
export interface Reasoned extends History {
  factors: readonly Factor[] | undefined;
}

export async function openFile(ports: ApiPorts, warning: Warning, unmasked: boolean): Promise<CaseFile> {
  const [history, holdings] = await Promise.all([
    ports.warnings.history(warning.subject, warning.cycle),
    holdingsOf(ports, warning.subject),
  ]);
  const records = await ports.people.get([
    ...new Set([...holdings.people, ...warning.factors.map(({ person }) => person)]),
  ]);
  const departments = new Map(ports.province.profile.departments.map(({ key, name }) => [key, name]));
  return {
    ports,
    warning,
    history: history.toSorted((a, b) => a.version - b.version),
    holdings,
    records,
    unmasked,
    nameOf(person) {
      const name = records.get(person)?.name?.value ?? '';
      return unmasked ? name : maskName(name);
    },
    department: (key) => departments.get(key) ?? key,
  };
}

/**
 * A version's row keeps its score and not its reasons. The last version's stand in the warning; those before are scored
 * again from what was stored by then, and believed only where the score comes out as it was recorded: rules may have
 * changed since, or what was stored may have run out.
 */
export function reasonsOf({ ports, warning, history, holdings }: CaseFile): Reasoned[] {
  return history.map((version) => {
    if (version.version === warning.version) return { ...version, factors: warning.factors };
    const again = score(membersThen(holdings, version.at), ports.province.profile, version.at);
    return { ...version, factors: again.score === version.score ? again.factors : undefined };
  });
}

export const levelName = ({ ports }: CaseFile, key: string): string =>
  ports.province.profile.levels.list.find((level) => level.key === key)?.name ?? key;

/** A reason with who reported it; its person masked, unless all is shown. */
export function factorView(file: CaseFile, factor: Factor): Case['factors'][number] {
  const { indicator, name, text, points, person, beside, events } = factor;
  const behind = (file.holdings.signals.get(person) ?? []).filter(({ eventKey }) => events.includes(eventKey));
  return {
    indicator,
    name,
    text,
    points,
    person: { id: person, name: file.nameOf(person) },
    beside: beside ?? false,
    sources: [...new Set(behind.map(({ department }) => file.department(department)))],
  };
}
