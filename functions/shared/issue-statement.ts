import { lastFour } from '../../domain/identity-number.ts';
import { lookUpCode } from '../../domain/look-up-code.ts';
import type { Notice } from '../../domain/notice.ts';
import { personNotice } from '../../domain/notice-plan.ts';
import { wantsCall } from '../../domain/person-contact.ts';
import type { Province } from '../../domain/province.ts';
import { addMonths } from '../../domain/shanghai-day.ts';
import { buildStatement, type Statement } from '../../domain/statement.ts';
import { newDoor } from '../../domain/statement-door.ts';
import { type Period, periodLabel } from '../../domain/statement-period.ts';
import { askingOffice } from './asking-office.ts';
import { idsFor } from './assessing/reassess.ts';
import type { Clock } from './clock.ts';
import { statedBefore } from './closed-statements.ts';
import type { Notices } from './notices.ts';
import type { People, PersonRecord } from './people.ts';
import { SafeError } from './safe-error.ts';
import type { Hasher } from './sealing.ts';
import type { Signals } from './signals.ts';
import { grantsOf, subjectsEver } from './statement-grants.ts';
import { homeOf, nameOf, peopleOf } from './statement-people.ts';
import { type IssuedStatement, inSeries, type Statements } from './statements.ts';

export interface IssuePorts {
  people: Pick<People, 'get' | 'members'>;
  signals: Pick<Signals, 'of'>;
  statements: Pick<Statements, 'put' | 'of' | 'get'>;
  notices: Pick<Notices, 'put'>;
  hasher: Pick<Hasher, 'scoped'>;
  province: Province;
  clock: Clock;
  smsAvailable: boolean;
}

export interface IssueOrder {
  /** Household or person. */
  subject: string;
  period: Period;
  /** False: made on demand; it stands beside the series and closes nothing. */
  scheduled: boolean;
  /** Whether the head is told, by text message or call. */
  tell: boolean;
}

/**
 * Issues one household's or person's statement once: a second call for the same period meets the first and changes nothing.
 * Undefined where nobody is there; and in the series where there is nothing to tell, or a later sheet is out already.
 */
export async function issueStatement(
  ports: IssuePorts,
  order: IssueOrder,
): Promise<{ issued: IssuedStatement; fresh: boolean } | undefined> {
  const own = await ports.statements.of(order.subject);
  const id = statementId(order, ports.clock.now());
  const people = await peopleOf(ports.people, order.subject);
  if (people.length === 0) return undefined;
  const standing = own.find((each) => each.id === id);
  const issued = standing ?? (await make(ports, order, id, people, own));
  if (!issued) return undefined;
  const made = standing ? { issued: standing, fresh: false } : await putWithFreeCode(ports, issued);
  // Also for one that stands: a run cut short between the two writes is made up for, and a notice is put once.
  if (order.tell) await tellOf(ports, people, made.issued);
  return made;
}

/** With ten million doors open one code in ten is taken: twenty in a row are no chance. */
const MOST_CODES = 20;

/** Puts a statement behind the first of its codes that opens no other; where somebody was faster, theirs stands. */
async function putWithFreeCode(
  { hasher, statements }: IssuePorts,
  made: IssuedStatement,
): Promise<{ issued: IssuedStatement; fresh: boolean }> {
  for (let attempt = 0; attempt < MOST_CODES; attempt++) {
    const issued = { ...made, ...(attempt > 0 && { codeAttempt: attempt }) };
    const code = hasher.scoped('code', codeOf(hasher, issued));
    const result = await statements.put(issued, { code, statement: issued.id, ...newDoor(made.issuedAt) });
    if (result === 'stored') return { issued, fresh: true };
    if (result === 'stands') return { issued: (await statements.get(made.id)) ?? issued, fresh: false };
  }
  throw new SafeError('codes-taken', 'no free look-up code was found for a statement');
}

/** Derived by the hub's secret key, so that issuing again names the same code; unguessable without it. */
export const codeOf = (
  hasher: Pick<Hasher, 'scoped'>,
  { id, codeAttempt = 0 }: Pick<IssuedStatement, 'id' | 'codeAttempt'>,
) => {
  const hash = hasher.scoped('code', 'statement', id, ...(codeAttempt > 0 ? [String(codeAttempt)] : []));
  return lookUpCode(Buffer.from(hash, 'base64url'));
};

async function make(
  ports: IssuePorts,
  order: IssueOrder,
  id: string,
  people: readonly PersonRecord[],
  own: readonly IssuedStatement[],
): Promise<IssuedStatement | undefined> {
  const { subject, period, scheduled } = order;
  const { province, statements } = ports;
  if (scheduled && own.some((each) => inSeries(each) && each.to > period.to)) return undefined;
  const signals = await ports.signals.of(people.map((person) => person.id));
  const others = [...subjectsEver(province, people, signals)].filter((each) => each !== subject);
  const stated = (await Promise.all(others.map((each) => statements.of(each)))).flat();
  const ids = people.map((person) => person.id);
  const before = statedBefore(subject, ids, [...own, ...stated], { period, whole: scheduled });
  const issuedAt = ports.clock.now();
  const { township, area, place } = homeOf(province, people[0]);
  const statement = buildStatement({
    household: {
      subjectId: subject,
      head: { name: nameOf(people[0]) },
      members: people.map((person) => ({ personId: person.id, name: nameOf(person) })),
      place,
    },
    grants: grantsOf(province, people, signals),
    period,
    ...before,
    lateFrom: addMonths(period.from, -LATE_MONTHS),
    about: people[0]?.household !== undefined && subject === people[0].id ? 'person' : 'household',
    office: askingOffice(province, township),
    helpline: province.profile.notices.helpline,
    title: province.profile.statement.title,
    issuedAt,
  });
  if (scheduled && saysNothing(statement)) return undefined;
  const lastFours = people.map(({ idNumber }) => lastFour(idNumber));
  return { id, subject, from: period.from, to: period.to, area, issuedAt, statement, lastFours };
}

/** So late may aid come in and still stand on somebody's first sheet; what lies before that was before the hub's time. */
const LATE_MONTHS = 3;

const saysNothing = ({ lines, adjustments, reimbursements }: Statement) =>
  lines.length + adjustments.length + (reimbursements?.lines.length ?? 0) === 0;

const statementId = (
  { subject, period, scheduled }: Pick<IssueOrder, 'subject' | 'period' | 'scheduled'>,
  now: number,
) => `${subject}.${period.from}.${period.to}${scheduled ? '' : `.${now}`}`;

/**
 * Tells whoever stands for the household; of a person's own sheet that person, or where they have no mobile who stands for the
 * household they live in.
 */
async function tellOf(ports: IssuePorts, [first]: readonly PersonRecord[], issued: IssuedStatement): Promise<void> {
  if (!first || first.diedOn) return;
  const apart = first.household !== undefined && issued.subject === first.id && !hasMobile(first);
  const head = apart ? (await peopleOf(ports.people, first.household ?? ''))[0] : undefined;
  const whom = head && hasMobile(head) ? head : first;
  await ports.notices.put([statementNotice(ports, whom, issued)]);
}

const hasMobile = ({ phone }: PersonRecord) => phone?.value.startsWith('+86') ?? false;

function statementNotice(ports: IssuePorts, head: PersonRecord, issued: IssuedStatement): Notice {
  const { profile } = ports.province;
  const { township } = homeOf(ports.province, head);
  return personNotice(idsFor(ports), ports.clock.now(), {
    kind: 'statement',
    subject: issued.subject,
    person: head.id,
    township,
    cause: `statement:${issued.id}`,
    reason: `${periodLabel(issued)}帮扶清单已出`,
    values: {
      ...(head.name && { 姓名: head.name.value }),
      期间: periodLabel(issued),
      清单: profile.statement.title,
      网址: profile.statement.site,
      查询码: codeOf(ports.hasher, issued),
      电话: askingOffice(ports.province, township).landline,
    },
    hasMobile: hasMobile(head),
    prefersCall: wantsCall(head),
  });
}
