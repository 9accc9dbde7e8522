import { createHash } from 'node:crypto';
import { makeIdentityNumber } from '../../../../domain/identity-number.ts';
import type { Notice } from '../../../../domain/notice.ts';
import type { SignalOf } from '../../../../domain/signal.ts';
import { type Statement, StatementSchema } from '../../../../domain/statement-schema.ts';
import { type Factor, type History, type Step, type Warning, warningId } from '../../../../domain/warning.ts';
import type { CallBack } from '../../../../functions/shared/calls.ts';
import { callBackId } from '../../../../functions/shared/calls.ts';
import type { LedgerEntry } from '../../../../functions/shared/ledger.ts';
import type { Claim } from '../../../../functions/shared/notices.ts';
import type { PersonRecord } from '../../../../functions/shared/people.ts';
import type { IssuedStatement } from '../../../../functions/shared/statements.ts';
import type { Commit } from '../../../../functions/shared/warnings.ts';
import { makeEvent, NOW } from '../../../factories.ts';

let serial = 0;

/** 22 url-safe characters that no other record of the run has, and that deflate as badly as real ones. */
export function fresh(prefix = ''): string {
  serial += 1;
  return prefix + createHash('sha256').update(String(serial)).digest().subarray(0, 16).toString('base64url');
}

/** 9 digits that no other record of the run has. */
export function freshTownship(): string {
  serial += 1;
  return `6211${String(serial).padStart(5, '0')}`;
}

export function freshNumber(): string {
  serial += 1;
  return `W2611-${String(serial).padStart(8, '0')}`;
}

/** What a stored row must never show. */
export const SECRETS = {
  idNumber: makeIdentityNumber('621122', '19680305', 7),
  name: '李桂兰',
  phone: '+8613800138007',
  text: '收到困难信号,请入户看一看',
  amountFen: 1_983_467,
} as const;

/** A medical expense as the ledger takes it: long enough an id and a hospital to be typical. */
export const makeEntry = (overrides: Partial<LedgerEntry> = {}): LedgerEntry => {
  const { data, source, time } = makeEvent('medical-expense', {
    data: {
      person: {
        idNumber: SECRETS.idNumber,
        name: SECRETS.name,
        phone: SECRETS.phone,
        registeredDivision: '621122105',
        residenceDivision: '621122105',
      },
      totalAmount: 48_000,
      fundPaid: 28_165.33,
      personalBurden: SECRETS.amountFen / 100,
      hospital: '陇西县第一人民医院',
      diagnosis: '慢性肾衰竭(尿毒症期)',
      settlementId: 'YB-6211-20261103-00017731',
    },
  });
  return {
    key: fresh(),
    digest: fresh('d'),
    name: 'medical-expense',
    id: 'YB-6211-20261103-00017731',
    source,
    time,
    department: 'medical-insurance',
    storedAt: NOW,
    data,
    ...overrides,
  };
};

export const makeRecord = (overrides: Partial<PersonRecord> = {}): PersonRecord => ({
  id: fresh('p-'),
  version: 1,
  idNumber: SECRETS.idNumber,
  name: { value: SECRETS.name, at: NOW },
  phone: { value: SECRETS.phone, at: NOW },
  registered: { value: '621122105', at: NOW },
  residence: { value: '621122105', at: NOW },
  ...overrides,
});

const signalBase = () => ({
  eventKey: fresh(),
  person: fresh('p-'),
  on: '2026-11-03',
  time: NOW - 3_600_000,
  storedAt: NOW,
  source: fresh(),
  department: 'medical-insurance',
});

export const makeExpense = (overrides: Partial<SignalOf<'medical-expense'>> = {}): SignalOf<'medical-expense'> => ({
  ...signalBase(),
  kind: 'medical-expense',
  settlement: 'YB-6211-20261103-00017731',
  visit: 'inpatient',
  burden: SECRETS.amountFen,
  refund: false,
  ...overrides,
});

export const makeGrant = (overrides: Partial<SignalOf<'benefit-granted'>> = {}): SignalOf<'benefit-granted'> => ({
  ...signalBase(),
  kind: 'benefit-granted',
  department: 'civil-affairs',
  grant: 'G-2026-0001',
  household: false,
  programme: '城乡低保金',
  aidType: 'basic',
  amount: SECRETS.amountFen,
  status: 'paid',
  reimbursement: false,
  ...overrides,
});

/** A call of a provider that is about to be made. */
export const makeClaim = (overrides: Partial<Claim> = {}): Claim => ({
  provider: 'sns',
  at: NOW,
  sentTo: fresh('v1:'),
  text: SECRETS.text,
  ...overrides,
});

export const makeNotice = (overrides: Partial<Notice> = {}): Notice => ({
  subject: fresh('h-'),
  id: fresh(),
  kind: 'warning-raised',
  channel: 'sms',
  audience: { to: 'office', office: 'township-621122105', role: 'township' },
  cause: '1',
  township: '621122105',
  reason: '新预警',
  values: { 户主: SECRETS.name, 原因: SECRETS.text },
  status: 'queued',
  createdAt: NOW,
  ...overrides,
});

const reasons = [
  '近12个月医疗个人负担21,300.00元,达到20,000元',
  '住院超过30天(10月25日至今)',
  '确诊重大疾病(2026年10月20日认定)',
  '家庭收入骤降80.0%(停工)',
];

const factors = (): Factor[] =>
  reasons.map((text, i) => ({
    indicator: `medical-burden-${i}`,
    name: '医疗负担重',
    person: fresh('p-'),
    points: 25 - 5 * i,
    on: `2026-11-0${i + 1}`,
    expiresAt: NOW + 365 * 86_400_000,
    events: [fresh()],
    storedAt: NOW - i,
    opens: true,
    text,
  }));

const steps: Step[] = [
  { at: NOW + 2 * 86_400_000, when: 'due-minus-1', role: 'township', notice: 'due-soon', by: 'digest' },
  { at: NOW + 3 * 86_400_000, when: 'due', role: 'township', notice: 'urge', by: 'sms', office: 'township-621122105' },
  { at: NOW + 4 * 86_400_000, when: 'due-plus-1', role: 'county', notice: 'overdue-reminder', by: 'sms' },
  { at: NOW + 6 * 86_400_000, when: 'due-plus-3', role: 'prefecture', notice: 'overdue-reminder', by: 'sms' },
];

/** An orange warning of four reasons and four steps. */
export const makeWarning = (overrides: Partial<Warning> = {}): Warning => {
  const subject = overrides.subject ?? fresh('h-');
  const cycle = overrides.cycle ?? 1;
  return {
    id: warningId(subject, cycle),
    subject,
    cycle,
    number: freshNumber(),
    version: 1,
    status: 'raised',
    paused: false,
    referred: false,
    township: freshTownship(),
    office: 'township-621122105',
    peakLevel: 'orange',
    level: 'orange',
    score: 75,
    factors: factors(),
    headName: SECRETS.name,
    householdSize: 3,
    profileVersion: '0123456789abcdef',
    raisedAt: NOW,
    changedAt: NOW,
    visitDue: {
      at: NOW + 3 * 86_400_000,
      provisional: false,
      why: '9月30日当天不算,第3个工作日是10月10日,到24时;其间国庆节放假7天不算;10月10日(周六)调休上班,算工作日',
      from: NOW,
      limit: '3 workdays',
    },
    feedbackDue: {
      at: NOW + 10 * 86_400_000,
      provisional: false,
      why: '9月30日当天不算,第5个工作日是10月13日,到24时;其间国庆节放假7天、周末1天不算;10月10日(周六)调休上班,算工作日',
      from: NOW,
      limit: '5 workdays',
    },
    dueAt: NOW + 3 * 86_400_000,
    rescoreAt: NOW + 365 * 86_400_000,
    nextStepAt: NOW + 2 * 86_400_000,
    steps,
    ...overrides,
  };
};

export const makeHistory = (warning: Warning, overrides: Partial<History> = {}): History => ({
  subject: warning.subject,
  cycle: warning.cycle,
  version: warning.version,
  at: warning.changedAt,
  change: warning.version === 1 ? 'raised' : 'rescored',
  by: 'hub',
  level: warning.peakLevel,
  score: warning.score,
  profileVersion: warning.profileVersion,
  detail: SECRETS.text,
  ...overrides,
});

export const makeCommit = (warning: Warning, overrides: Partial<Commit> = {}): Commit => ({
  warning,
  ...(warning.version > 1 && { expected: warning.version - 1 }),
  history: makeHistory(warning),
  notices: [],
  counts: {},
  day: '2026-11-05',
  ...overrides,
});

export const makeCall = (overrides: Partial<CallBack> = {}): CallBack => {
  const county = overrides.county ?? freshTownship().slice(-6);
  const createdAt = overrides.createdAt ?? NOW;
  const notice = overrides.notice ?? { subject: fresh('h-'), id: fresh() };
  return {
    id: callBackId(county, createdAt, notice.id),
    county,
    township: `${county}105`,
    notice,
    kind: 'granted',
    audience: { to: 'person', person: fresh('p-') },
    status: 'open',
    createdAt,
    text: SECRETS.text,
    attempts: [],
    version: 1,
    ...overrides,
  };
};

const statement = (subject: string): Statement =>
  StatementSchema.parse({
    subjectId: subject,
    people: [],
    issuedAt: NOW,
    period: { from: '2026-10-01', to: '2026-10-31', label: '2026年10月' },
    name: '幸福清单',
    head: SECRETS.name,
    place: '马营镇李家湾村',
    heading: `幸福清单 · ${SECRETS.name}家`,
    opening: '这是您家上个月的帮扶',
    lines: [],
    adjustments: [],
    cash: { fen: SECRETS.amountFen, yuan: '19,834.67', words: '壹万玖仟捌佰叁拾肆元陆角柒分' },
    inKind: ['大米10公斤'],
    askWhom: '马营镇民政办',
    reminder: '谁收钱都要防骗',
    slip: { heading: '回执', text: '已收到', fields: ['签名'] },
    included: { 'some-grant': { cashFen: SECRETS.amountFen } },
  });

export const makeIssued = (overrides: Partial<IssuedStatement> = {}): IssuedStatement => {
  const subject = overrides.subject ?? fresh('h-');
  const from = overrides.from ?? '2026-10-01';
  const to = overrides.to ?? '2026-10-31';
  return {
    id: `${subject}.${from}.${to}`,
    subject,
    from,
    to,
    area: '621122105201',
    issuedAt: NOW,
    statement: statement(subject),
    lastFours: ['071X', '0735'],
    ...overrides,
  };
};
