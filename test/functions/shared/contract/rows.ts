import { randomBytes } from 'node:crypto';
import { makeIdentityNumber } from '../../../../domain/identity-number.ts';
import type { Notice } from '../../../../domain/notice.ts';
import type { History, Warning } from '../../../../domain/warning.ts';
import type { CallBack } from '../../../../functions/shared/calls.ts';
import type { LedgerEntry } from '../../../../functions/shared/ledger.ts';
import type { PersonRecord } from '../../../../functions/shared/people.ts';
import type { IssuedStatement } from '../../../../functions/shared/statements.ts';
import type { Commit } from '../../../../functions/shared/warnings.ts';
import { NOW } from '../../../factories.ts';

/** What no stored row may show: personal data that the records below carry. */
export const PERSONAL = {
  idNumber: makeIdentityNumber('621122', '19680305', 7),
  name: '王玉梅',
  phone: '+8613800138007',
  amount: '2130417',
} as const;

/** 22 url-safe characters, as keys and random ids are. */
export const key = () => randomBytes(16).toString('base64url');
export const personId = () => `p-${key()}`;
/** A township of its own for each test, so that tests share the tables and nothing else. */
export const township = () => `62${String(randomBytes(4).readUInt32BE() % 10_000_000).padStart(7, '0')}`;

/** A medical settlement as insurers send it: the usual event, and among the larger ones. */
export const ledgerEntry = (overrides: Partial<LedgerEntry> = {}): LedgerEntry => ({
  key: key(),
  digest: key(),
  name: 'medical-expense',
  id: 'yb-js-20261112-3387',
  source: '//medical-insurance.gansu/tongwei',
  time: '2026-11-12T16:20:00+08:00',
  department: 'medical-insurance',
  storedAt: NOW,
  data: {
    person: {
      idNumber: PERSONAL.idNumber,
      name: PERSONAL.name,
      phone: PERSONAL.phone,
      residenceDivision: '621121105203',
      registeredDivision: '621121105203',
    },
    settlementId: 'JS-2026-1112-3387',
    settledOn: '2026-11-12',
    visitType: 'inpatient',
    insuranceType: '城乡居民基本医疗保险',
    totalAmount: 48_000,
    fundPaid: 26_700,
    medicalAidPaid: 0,
    personalBurden: PERSONAL.amount,
    hospital: '通渭县人民医院',
  },
  ...overrides,
});

export const personRecord = (overrides: Partial<PersonRecord> = {}): PersonRecord => ({
  id: personId(),
  version: 1,
  idNumber: PERSONAL.idNumber,
  name: { value: PERSONAL.name, at: NOW },
  phone: { value: PERSONAL.phone, at: NOW },
  residence: { value: '621121105203', at: NOW },
  registered: { value: '621121105203', at: NOW },
  ...overrides,
});

const factor = (person: string, indicator: string, name: string, text: string): Warning['factors'][number] => ({
  indicator,
  name,
  person,
  points: 30,
  on: '2026-11-03',
  expiresAt: NOW + 365 * 86_400_000,
  events: [key(), key()],
  storedAt: NOW,
  opens: true,
  text,
});

const step = (
  at: number,
  when: string,
  notice: 'due-soon' | 'urge' | 'overdue-reminder',
): Warning['steps'][number] => ({
  at,
  when,
  role: notice === 'overdue-reminder' ? 'county' : 'township',
  notice,
  by: 'sms',
  office: `${notice === 'overdue-reminder' ? 'county-621121' : 'township-621121105'}`,
});

const DAY = 86_400_000;

/** Four factors with their sentences and a ladder of three steps: as large as an ordinary warning gets. */
export function warning(overrides: Partial<Warning> = {}): Warning {
  const subject = overrides.subject ?? `h-${key()}`;
  const [one, two] = [personId(), personId()];
  return {
    id: `${subject}.${overrides.cycle ?? 1}`,
    subject,
    cycle: 1,
    number: `W2611-${String(randomBytes(4).readUInt32BE() % 100_000_000).padStart(8, '0')}`,
    version: 1,
    status: 'raised',
    paused: false,
    referred: false,
    township: '621121105',
    office: 'township-621121105',
    peakLevel: 'red',
    level: 'red',
    score: 95,
    factors: [
      factor(one, 'medical-burden', '医疗负担', '近12个月医疗个人负担21,304.17元,达到20,000元'),
      factor(one, 'serious-illness', '大病重病', '2026年11月3日认定为大病,有效期到2027年11月2日'),
      factor(two, 'disability', '重度残疾', '肢体残疾二级,2026年9月15日评定'),
      factor(two, 'unemployment', '失业', '2026年10月28日登记失业,家中没有其他务工收入'),
    ],
    headName: PERSONAL.name,
    householdSize: 4,
    profileVersion: '0123456789abcdef',
    raisedAt: NOW,
    changedAt: NOW,
    visitDue: { at: NOW + DAY, provisional: false, why: '红色预警:1个工作日内入户' },
    feedbackDue: { at: NOW + 3 * DAY, provisional: false, why: '红色预警:3个工作日内反馈' },
    dueAt: NOW + DAY,
    rescoreAt: NOW + 365 * DAY,
    nextStepAt: NOW + DAY / 2,
    steps: [
      step(NOW + DAY / 2, '到期前12小时', 'due-soon'),
      step(NOW + DAY, '到期', 'urge'),
      step(NOW + 2 * DAY, '超期1个工作日', 'overdue-reminder'),
    ],
    ...overrides,
  };
}

export const history = (of: Warning, overrides: Partial<History> = {}): History => ({
  subject: of.subject,
  cycle: of.cycle,
  version: of.version,
  at: of.changedAt,
  change: of.version === 1 ? 'raised' : 'level-raised',
  by: 'hub',
  level: of.peakLevel,
  score: of.score,
  profileVersion: of.profileVersion,
  ...overrides,
});

export const notice = (overrides: Partial<Notice> = {}): Notice => ({
  subject: `h-${key()}`,
  id: key(),
  kind: 'warning-raised',
  channel: 'sms',
  audience: { to: 'office', office: 'township-621121105', role: 'township' },
  cause: 'raised#1',
  township: '621121105',
  reason: '红色预警,立即告知乡镇',
  values: { 姓名: PERSONAL.name, 电话: PERSONAL.phone, 编号: 'W2611-01234567', 期限: '11月6日24时' },
  status: 'queued',
  createdAt: NOW,
  ...overrides,
});

/** A new warning told by one text message, unless said otherwise. */
export function commitOf(of: Warning, overrides: Partial<Commit> = {}): Commit {
  return {
    warning: of,
    history: history(of),
    notices: [notice({ subject: of.subject, warning: of.id })],
    counts: { [`raised#${of.peakLevel}`]: 1 },
    day: '2026-11-05',
    ...(of.version > 1 && { expected: of.version - 1 }),
    ...overrides,
  };
}

export function callBack(county: string, overrides: Partial<CallBack> = {}): CallBack {
  const createdAt = overrides.createdAt ?? NOW;
  return {
    id: `${county}.${createdAt}.${key()}`,
    county,
    township: `${county}105`,
    notice: { subject: `h-${key()}`, id: key() },
    kind: 'granted',
    audience: { to: 'person', person: personId() },
    status: 'open',
    createdAt,
    text: `${PERSONAL.name}您好,您申请的救助已经批准。`,
    attempts: [],
    version: 1,
    ...overrides,
  };
}

export function issuedStatement(subject: string, from = '2026-07-01', to = '2026-09-30'): IssuedStatement {
  return {
    id: `${subject}.${from}.${to}`,
    subject,
    from,
    to,
    issuedAt: NOW,
    lastFours: ['0071'],
    statement: {
      subjectId: subject,
      issuedAt: NOW,
      period: { from, to, label: '2026年第三季度' },
      name: '帮扶清单',
      head: PERSONAL.name,
      place: '通渭县马营镇李家湾村',
      heading: `帮扶清单 · ${PERSONAL.name}家 · 2026年第三季度`,
      opening: `${PERSONAL.name},这是您家第三季度得到的帮扶。`,
      lines: [],
      none: '这一季度没有新的帮扶。',
      adjustments: [],
      cash: { fen: 0, yuan: '0.00', words: '零元整' },
      inKind: [],
      askWhom: '有疑问请打12345。',
      reminder: '请勿把清单交给陌生人。',
      slip: { heading: '回执', text: '已收到', fields: ['签名', '日期'] },
      included: {},
    },
  };
}
