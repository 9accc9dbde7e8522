import type * as z from 'zod';
import { formatYuan } from '../../domain/money.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { newestBy, ofKind, type SignalOf } from '../../domain/signal.ts';
import type { Warning } from '../../domain/warning.ts';
import type { Membership } from '../shared/people.ts';
import type { ApiPorts } from './ports.ts';
import type { warningDetail } from './warning-answers.ts';

type Aid = z.output<typeof warningDetail>['aid'];
type Grant = SignalOf<'benefit-granted'>;

/**
 * What the family was granted after a warning was raised, until the next one was: aid comes by its own events, often long
 * after the outcome, and is joined here on reading (一户一条救助链). Reimbursements of a hospital are no aid.
 */
export async function aidAfter(
  { warnings, people, signals, province }: Pick<ApiPorts, 'warnings' | 'people' | 'signals' | 'province'>,
  { subject, cycle, raisedAt }: Warning,
): Promise<Aid> {
  const [stays, cycles] = await Promise.all([
    subject.startsWith('h-') ? people.members(subject) : undefined,
    warnings.all(subject),
  ]);
  const next = cycles.find((each) => each.cycle === cycle + 1);
  const from = dayOf(raisedAt);
  const until = next && dayOf(next.raisedAt);
  const members = stays ? [...new Set(stays.map(({ person }) => person))] : [subject];
  const known = await signals.of(members);
  const departments = new Map(province.profile.departments.map(({ key, name }) => [key, name]));
  return members
    .flatMap((person) => newestBy(ofKind(known.get(person) ?? [], 'benefit-granted'), keyOf))
    .filter(({ on, reimbursement }) => !reimbursement && on >= from && (until === undefined || on < until))
    .filter(({ person, on }) => !stays || stays.some((stay) => stay.person === person && livedThere(stay, on)))
    .toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))
    .map(({ on, programme, department, amount, status }) => ({
      on,
      programme,
      department: departments.get(department) ?? department,
      ...(amount !== undefined && { amount: formatYuan(amount) }),
      status,
    }));
}

const keyOf = ({ source, grant }: Grant) => `${source}#${grant}`;
const livedThere = ({ from, until }: Membership, on: string) => from <= on && (until === undefined || on < until);
