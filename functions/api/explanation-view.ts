import type * as z from 'zod';
import { explain } from '../../domain/explain.ts';
import { maskName } from '../../domain/masking.ts';
import { dayOf, endOf } from '../../domain/shanghai-day.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { explanation } from './audit-answers.ts';
import { holdingsOf, latestThen, membersThen } from './known-then.ts';
import type { ApiPorts } from './ports.ts';
import { ofSignals } from './timeline.ts';

type View = z.output<typeof explanation>;

/** Why there is a warning, or none, at the end of a day that is over, else now; by the rules in force today. */
export async function explanationOf(ports: ApiPorts, subject: string, day: string | undefined): Promise<View> {
  const { province } = ports;
  const now = ports.clock.now();
  const at = day === undefined || day >= dayOf(now) ? now : endOf(day) - 1;
  const [holdings, warnings] = await Promise.all([holdingsOf(ports, subject), ports.warnings.all(subject)]);
  const records = await ports.people.get(holdings.people);
  const nameOf = (id: string) => maskName(records.get(id)?.name?.value ?? '');
  const departments = new Map(province.profile.departments.map(({ key, name }) => [key, name]));
  const categories = new Map(province.profile.roster.categories.map(({ key, name }) => [key, name]));
  const explained = explain(membersThen(holdings, at), latestThen(warnings, at), province, at);
  const sources = (person: string, events: readonly string[]) =>
    (holdings.signals.get(person) ?? [])
      .filter(({ eventKey }) => events.includes(eventKey))
      .map(({ department }) => departments.get(department) ?? department);
  return {
    subject,
    at: offsetDateTime(at),
    rules: province.version,
    conclusion: explained.conclusion,
    score: explained.score,
    ...(explained.level !== undefined && { level: explained.level }),
    factors: explained.factors.map(({ indicator, name, text, points, person, beside, events }) => ({
      indicator,
      name,
      text,
      points,
      person: { id: person, name: nameOf(person) },
      beside: beside ?? false,
      sources: [...new Set(sources(person, events))],
    })),
    members: explained.members.map((member) => ({
      id: member.person,
      name: nameOf(member.person),
      alive: member.alive,
      onRoster: member.onRoster,
      categories: member.categories.map((key) => categories.get(key) ?? key),
      signals: member.signals.map(({ signal, verdicts }) => ({
        on: signal.on,
        receivedAt: offsetDateTime(signal.storedAt),
        department: departments.get(signal.department) ?? signal.department,
        text: ofSignals(province, { id: signal.person, maskedName: '' }, [signal])[0]?.text ?? '',
        verdicts,
      })),
    })),
  };
}
