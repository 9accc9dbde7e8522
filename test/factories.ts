import { type EventName, eventNames, typeOf } from '../domain/events/schemas.ts';
import { makeIdentityNumber } from '../domain/identity-number.ts';
import type { DepartmentKey } from '../functions/shared/access.ts';

/** 2026-11-05 10:00 in Shanghai, a Thursday: what tests call now unless they say otherwise. */
export const NOW = Date.parse('2026-11-05T02:00:00Z');

/** A made-up person; `n` 0–999 makes another one, with a valid check digit. Longxi county, Gansu. */
export const makePerson = (n = 1, overrides: Record<string, unknown> = {}) => ({
  idNumber: makeIdentityNumber('621122', '19680305', n),
  name: '李桂兰',
  phone: `138001${String(38000 + n).padStart(5, '0')}`,
  registeredDivision: '621122105',
  residenceDivision: '621122105',
  ...overrides,
});

/** The source each type comes from in these tests, and so the department that may post it. */
const SOURCES = {
  roster: 'civil-affairs',
  'medical-expense': 'medical-insurance',
  'medical-burden': 'medical-insurance',
  hospitalization: 'health',
  'chronic-disease': 'health',
  disability: 'disabled-persons',
  unemployment: 'human-resources',
  reemployment: 'human-resources',
  'university-admission': 'education',
  'education-expense': 'education',
  'income-drop': 'civil-affairs',
  accident: 'civil-affairs',
  'self-report': 'civil-affairs',
  'benefit-granted': 'civil-affairs',
  application: 'civil-affairs',
  move: 'civil-affairs',
  death: 'civil-affairs',
  retraction: 'medical-insurance',
} as const satisfies Record<EventName, string>;

/** Valid data of each type, about the first made-up person. */
const DATA = {
  roster: {
    person: makePerson(),
    categories: [{ key: 'dibao', from: '2025-01-01' }],
    household: { id: 'H-0001', relation: 'head', since: '2020-01-01' },
    income: { amount: 4800, per: 'year', of: 'person', asOf: '2026-01-01' },
  },
  'medical-expense': {
    person: makePerson(),
    settlementId: 'S-2026-0001',
    settledOn: '2026-11-03',
    visitType: 'inpatient',
    totalAmount: 48_000,
    fundPaid: 26_700,
    personalBurden: 21_300,
    hospital: '县人民医院',
  },
  'medical-burden': {
    person: makePerson(),
    periodFrom: '2026-01-01',
    asOf: '2026-10-31',
    totalAmount: '60000.00',
    reimbursed: '33000.00',
    personalBurden: '27000.00',
  },
  hospitalization: {
    person: makePerson(),
    admittedOn: '2026-10-25',
    dischargedOn: '2026-11-02',
    hospital: '县人民医院',
  },
  'chronic-disease': {
    person: makePerson(),
    seriousness: 'serious',
    certifiedOn: '2026-10-20',
    validUntil: '2027-10-19',
  },
  disability: { person: makePerson(), kind: 4, grade: 2, certifiedOn: '2026-09-15', status: 'valid' },
  unemployment: { person: makePerson(), registeredOn: '2026-10-28', reason: '企业裁员' },
  reemployment: { person: makePerson(), endedOn: '2026-11-04', reason: 'employed' },
  'university-admission': { person: makePerson(), year: 2026, admittedOn: '2026-08-20', level: '本科' },
  'education-expense': { person: makePerson(), schoolYear: '2026-2027', amount: 8600 },
  'income-drop': { person: makePerson(), before: 3000, after: 600, per: 'month', reason: '停工' },
  accident: { person: makePerson(), occurredOn: '2026-11-01', kind: 'fire', loss: 35_000 },
  'self-report': {
    person: makePerson(),
    reportedOn: '2026-11-04',
    via: 'grid-worker',
    reportedBy: 'neighbour',
    need: 'living',
  },
  'benefit-granted': {
    person: makePerson(),
    grantId: 'G-2026-0001',
    programme: '城乡低保金',
    aidType: 'basic',
    grantedOn: '2026-10-10',
    amount: 420.5,
    period: '2026-10',
    status: 'paid',
  },
  application: {
    person: makePerson(),
    applicationId: 'A-2026-0001',
    programme: '临时救助',
    status: 'filed',
    on: '2026-11-04',
  },
  move: { person: makePerson(), residence: '621122101', on: '2026-11-01' },
  death: { person: makePerson(), diedOn: '2026-11-02' },
  retraction: { retracts: { source: 'urn:jiuzhu:medical-insurance', id: 'medical-expense-1' }, reason: '录入错误' },
} as const satisfies Record<EventName, object>;

export interface EventOverrides {
  id?: string;
  source?: string;
  time?: string;
  supersedes?: string;
  type?: string;
  /** Laid over the valid data, top level only; undefined takes a field away. */
  data?: Record<string, unknown>;
}

/** A CloudEvent of a type as a department sends it, valid as it stands. */
export function makeEvent(name: EventName, overrides: EventOverrides = {}) {
  const { data, ...attributes } = overrides;
  const merged: Record<string, unknown> = { ...DATA[name], ...data };
  return {
    specversion: '1.0',
    id: `${name}-1`,
    source: `urn:jiuzhu:${SOURCES[name]}`,
    type: typeOf(name),
    time: '2026-11-05T09:30:00+08:00',
    datacontenttype: 'application/json',
    ...attributes,
    data: Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)),
  };
}

/** One valid event of every type. */
export const makeOneOfEach = () => eventNames.options.map((name) => makeEvent(name));

/** A live HMAC key of a department for the whole province. */
export const makeDepartmentKey = (overrides: Partial<DepartmentKey> = {}): DepartmentKey => ({
  keyid: 'test-medical-insurance-1',
  department: 'medical-insurance',
  algorithm: 'hmac-sha256',
  secret: Buffer.from('a secret of thirty-two characters').toString('base64'),
  sources: ['urn:jiuzhu:medical-insurance'],
  area: '62',
  status: 'live',
  createdAt: NOW - 86_400_000,
  ...overrides,
});
