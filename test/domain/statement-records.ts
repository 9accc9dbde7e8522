import type { StatementOrder } from '../../domain/statement.ts';
import type { Grant } from '../../domain/statement-counted.ts';

/** 2026-12-31T16:00:00Z: the first instant of 2027 in Shanghai. */
export const NEW_YEAR = Date.UTC(2026, 11, 31, 16);

export const QUARTER = { from: '2026-10-01', to: '2026-12-31' } as const;

export const HEAD = { personId: 'p-1', name: '王秀英' } as const;

export function grant(changes: Partial<Grant> = {}): Grant {
  return {
    key: 'g-1',
    person: HEAD,
    programme: '临时救助',
    department: '马营镇民政办',
    aidType: 'emergency',
    grantedOn: '2026-10-15',
    amountFen: 120_000,
    status: 'paid',
    storedAt: Date.UTC(2026, 9, 16),
    ...changes,
  };
}

/** Without a sum of money. */
export function grantInKind(inKind: string, changes: Partial<Grant> = {}): Grant {
  const { amountFen: _, ...rest } = grant({ programme: '过冬物资', ...changes });
  return { ...rest, inKind };
}

export function order(changes: Partial<StatementOrder> = {}): StatementOrder {
  return {
    household: { subjectId: 'h-1', head: HEAD, members: [HEAD], place: '某县马营镇李家湾村' },
    grants: [],
    period: QUARTER,
    office: { name: '马营镇民政办', landline: '0932-5550123', hours: '工作日8:30至12:00、14:30至18:00' },
    helpline: '12345',
    title: '帮扶清单',
    issuedAt: NEW_YEAR,
    ...changes,
  };
}

const CHILD = { personId: 'p-2', name: '王小明' } as const;

/** The household of the specimen sheet: 3080.00 yuan with a late 80.00, bedding and visits, and a hospital bill. */
export const SPECIMEN: readonly Grant[] = [
  ...['10', '11', '12'].map((month) =>
    grant({
      key: `basic-${month}`,
      programme: '农村低保金',
      department: '民政局',
      aidType: 'basic',
      grantedOn: `2026-${month}-10`,
      amountFen: 60_000,
    }),
  ),
  grant({ key: 'emergency', grantedOn: '2026-11-18', programme: '临时救助(大病)' }),
  grantInKind('棉被2床', { key: 'bedding', grantedOn: '2026-11-20', department: '应急管理局' }),
  grantInKind('上门照料6次', {
    key: 'care',
    grantedOn: '2026-12-05',
    programme: '居家照料',
    department: '残联',
    status: 'granted',
  }),
  grant({
    key: 'hospital',
    grantedOn: '2026-11-02',
    programme: '医疗救助(住院)',
    department: '医保局',
    amountFen: 682_345,
    reimbursement: true,
    person: CHILD,
  }),
  grant({
    key: 'late',
    grantedOn: '2026-09-15',
    programme: '残疾人补贴',
    department: '残联',
    amountFen: 8_000,
    storedAt: Date.UTC(2026, 9, 20),
  }),
];

export const PREVIOUS = {
  issuedAt: Date.UTC(2026, 9, 5),
  period: { from: '2026-07-01', to: '2026-09-30', label: '2026年7月至9月' },
  included: {},
} as const;
