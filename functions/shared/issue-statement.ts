import { fullDivisionName } from '../../domain/division.ts';
import { headAmong } from '../../domain/household-head.ts';
import { lastFour } from '../../domain/identity-number.ts';
import { lookUpCode } from '../../domain/look-up-code.ts';
import type { Notice } from '../../domain/notice.ts';
import { personNotice } from '../../domain/notice-plan.ts';
import type { Office } from '../../domain/office.ts';
import { wantsCall } from '../../domain/person-contact.ts';
import type { Province } from '../../domain/province.ts';
import { newestBy, type SignalOf } from '../../domain/signal.ts';
import { buildStatement } from '../../domain/statement.ts';
import type { Grant } from '../../domain/statement-counted.ts';
import { newDoor } from '../../domain/statement-door.ts';
import { type Period, periodLabel } from '../../domain/statement-period.ts';
import { askingOffice } from './asking-office.ts';
import { idsFor } from './assessing/reassess.ts';
import type { Clock } from './clock.ts';
import { currentMembers } from './current-members.ts';
import type { Notices } from './notices.ts';
import type { Membership, People, PersonRecord } from './people.ts';
import { SafeError } from './safe-error.ts';
import type { Hasher } from './sealing.ts';
import type { Signals } from './signals.ts';
import { type IssuedStatement, inSeries, type Statements } from './statements.ts';
import { townshipFor } from './subject.ts';

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

/** Issues one household's statement once: a second call for the same period meets the first and changes nothing. */
export async function issueStatement(
  ports: IssuePorts,
  order: IssueOrder,
): Promise<{ issued: IssuedStatement; fresh: boolean } | undefined> {
  const earlier = await ports.statements.of(order.subject);
  const id = statementId(order, ports.clock.now());
  const people = await peopleOf(ports, order.subject);
  const head = people[0];
  if (!head) return undefined;
  const standing = earlier.find((each) => each.id === id);
  const made = standing
    ? { issued: standing, fresh: false }
    : await putWithFreeCode(ports, await make(ports, order, id, people, earlier));
  const code = codeOf(ports.hasher, made.issued);
  // Also for one that stands: a run cut short between the two writes is made up for, and a notice is put once.
  if (order.tell && !head.diedOn) await ports.notices.put([statementNotice(ports, head, made.issued, code)]);
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
  earlier: readonly IssuedStatement[],
): Promise<IssuedStatement> {
  const { subject, period } = order;
  const { profile } = ports.province;
  const [head] = people;
  const issuedAt = ports.clock.now();
  const { office, place } = askAt(ports.province, head);
  const statement = buildStatement({
    household: {
      subjectId: subject,
      head: { name: nameOf(head) },
      members: people.map((person) => ({ personId: person.id, name: nameOf(person) })),
      place,
    },
    grants: await grantsOf(ports, people),
    period,
    previous: previousOf(earlier, period)?.statement,
    office,
    helpline: profile.notices.helpline,
    title: profile.statement.title,
    issuedAt,
  });
  const lastFours = people.map(({ idNumber }) => lastFour(idNumber));
  const area = areaOf(ports.province, head);
  return { id, subject, from: period.from, to: period.to, area, issuedAt, statement, lastFours };
}

/** The last closed one of the series; what was made on demand closes nothing. */
const previousOf = (earlier: readonly IssuedStatement[], period: Period) =>
  earlier
    .filter((each) => inSeries(each) && each.to < period.from)
    .sort((a, b) => (a.to < b.to ? -1 : 1))
    .at(-1);

const statementId = (
  { subject, period, scheduled }: Pick<IssueOrder, 'subject' | 'period' | 'scheduled'>,
  now: number,
) => `${subject}.${period.from}.${period.to}${scheduled ? '' : `.${now}`}`;

const nameOf = (person: PersonRecord | undefined) => person?.name?.value ?? '(未登记姓名)';

/** Who stands for the household first, then the others; those who left keep their aid, but no longer stand on its sheet. */
async function peopleOf({ people }: IssuePorts, subject: string): Promise<PersonRecord[]> {
  const members = subject.startsWith('h-')
    ? currentMembers(await people.members(subject))
    : [{ household: subject, person: subject, relation: 'head' as const, from: '' }];
  const records = await people.get(members.map(({ person }) => person));
  const known = members.flatMap((stay) => {
    const record = records.get(stay.person);
    return record ? [{ ...stay, diedOn: record.diedOn, idNumber: record.idNumber, record }] : [];
  });
  const head = headAmong(known)?.head;
  const rank = ({ person }: Membership) => Number(person !== head?.person);
  return known.toSorted((a, b) => rank(a) - rank(b) || (a.person < b.person ? -1 : 1)).map(({ record }) => record);
}

/** The village, where it lies in the township that works for the household; a code of former times leads to no village. */
function areaOf(province: Province, head: PersonRecord | undefined): string {
  const township = townshipFor(head, province);
  const village = head?.residence?.value ?? '';
  return village.length === 12 && village.startsWith(township) ? village : township.padEnd(12, '0');
}

function askAt(province: Province, head: PersonRecord | undefined): { office: Office; place: string } {
  const township = townshipFor(head, province);
  const place = fullDivisionName(head?.residence?.value ?? township, province.divisions);
  return { office: askingOffice(province, township), place };
}

/** All grants of these people in their newest form; one whose event was taken back is shown as never given. */
async function grantsOf({ signals, province }: IssuePorts, people: readonly PersonRecord[]): Promise<Grant[]> {
  const known = await signals.of(people.map(({ id }) => id));
  const departments = new Map(province.profile.departments.map(({ key, name }) => [key, name]));
  return people.flatMap((person) =>
    newestForms((known.get(person.id) ?? []).filter((signal) => signal.kind === 'benefit-granted')).map((signal) => ({
      key: signal.grant,
      person: { personId: person.id, name: nameOf(person) },
      programme: signal.programme,
      department: departments.get(signal.department) ?? signal.department,
      aidType: signal.aidType,
      grantedOn: signal.on,
      period: signal.period,
      amountFen: signal.amount,
      inKind: signal.inKind,
      status: signal.retracted ? 'retracted' : signal.status,
      payee: signal.payee,
      reimbursement: signal.reimbursement,
      storedAt: signal.storedAt,
    })),
  );
}

/** The newest form that stands; where every form was taken back, the last of those, so that an earlier sheet is put right. */
function newestForms(signals: readonly SignalOf<'benefit-granted'>[]): SignalOf<'benefit-granted'>[] {
  const byGrant = ({ grant }: SignalOf<'benefit-granted'>) => grant;
  const standing = newestBy(
    signals.filter(({ retracted }) => !retracted),
    byGrant,
  );
  const stands = new Set(standing.map(byGrant));
  return [
    ...standing,
    ...newestBy(
      signals.filter((signal) => !stands.has(signal.grant)),
      byGrant,
    ),
  ];
}

function statementNotice(ports: IssuePorts, head: PersonRecord, issued: IssuedStatement, code: string): Notice {
  const { profile } = ports.province;
  const { office } = askAt(ports.province, head);
  return personNotice(idsFor(ports), ports.clock.now(), {
    kind: 'statement',
    subject: issued.subject,
    person: head.id,
    township: townshipFor(head, ports.province),
    cause: `statement:${issued.id}`,
    reason: `${periodLabel(issued)}帮扶清单已出`,
    values: {
      ...(head.name && { 姓名: head.name.value }),
      期间: periodLabel(issued),
      清单: profile.statement.title,
      网址: profile.statement.site,
      查询码: code,
      电话: office.landline,
    },
    hasMobile: head.phone?.value.startsWith('+86') ?? false,
    prefersCall: wantsCall(head),
  });
}
