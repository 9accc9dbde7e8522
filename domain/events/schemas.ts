import * as z from 'zod';
import { parseDisabilityCertificate } from '../disability-certificate.ts';
import { day, division, money, oneOf, person, phone, reference, text } from './fields.ts';

/**
 * What each event type carries in `data` (docs: api.md). Unknown fields are refused by name, so that a typo never becomes
 * a silent loss. A new event type is one entry here and one rule in `signal-of.ts`, which the compiler then asks for.
 */
export const eventSchemas = {
  roster: z.strictObject({
    person,
    categories: z
      .array(z.strictObject({ key: reference, from: day, until: day.optional() }))
      .max(20, { error: '一个人最多20个类别' }),
    household: z
      .strictObject({
        id: reference,
        relation: oneOf(['head', 'spouse', 'child', 'parent', 'other']),
        since: day.optional(),
      })
      .optional(),
    income: z
      .strictObject({ amount: money, per: oneOf(['month', 'year']), of: oneOf(['person', 'household']), asOf: day })
      .optional(),
  }),
  'medical-expense': z.strictObject({
    person,
    settlementId: reference,
    settledOn: day,
    visitType: oneOf(['inpatient', 'outpatient', 'chronic', 'pharmacy', 'maternity']),
    insuranceType: text(30).optional(),
    totalAmount: money,
    fundPaid: money,
    medicalAidPaid: money.optional(),
    personalBurden: money,
    hospital: text(60).optional(),
    refund: z.boolean().optional(),
  }),
  'medical-burden': z
    .strictObject({
      person,
      periodFrom: day,
      asOf: day,
      totalAmount: money,
      reimbursed: money,
      personalBurden: money,
      inScopeBurden: money.optional(),
    })
    .refine((list) => list.periodFrom <= list.asOf, { path: ['asOf'], error: '截止日期不能早于起始日期' })
    .refine((list) => list.periodFrom.slice(0, 4) === list.asOf.slice(0, 4), {
      path: ['periodFrom'],
      error: '累计清单按年度报送,起止要在同一年',
    }),
  hospitalization: z
    .strictObject({ person, admittedOn: day, dischargedOn: day.optional(), hospital: text(60).optional() })
    .refine((stay) => stay.dischargedOn === undefined || stay.admittedOn <= stay.dischargedOn, {
      path: ['dischargedOn'],
      error: '出院日期不能早于入院日期',
    }),
  'chronic-disease': z.strictObject({
    person,
    seriousness: oneOf(['chronic', 'serious']),
    certifiedOn: day,
    validUntil: day.optional(),
    disease: text(60).optional(),
  }),
  disability: z.union([
    z.strictObject({
      person,
      kind: z.int().min(1).max(7),
      grade: z.int().min(1).max(4),
      certifiedOn: day,
      status: oneOf(['valid', 'cancelled', 'expired']).optional(),
    }),
    z
      .strictObject({
        person,
        certificate: z.string(),
        certifiedOn: day,
        status: oneOf(['valid', 'cancelled', 'expired']).optional(),
      })
      .transform(({ certificate, ...rest }, context) => {
        const parsed = parseDisabilityCertificate(certificate);
        if (parsed.ok && parsed.value.idNumber === rest.person.idNumber)
          return { ...rest, kind: parsed.value.kind, grade: parsed.value.grade };
        context.issues.push({
          code: 'custom',
          path: ['certificate'],
          message: parsed.ok ? '残疾人证号和身份证号码不是同一个人' : parsed.refusal.message,
          input: undefined,
        });
        return z.NEVER;
      }),
  ]),
  unemployment: z.strictObject({
    person,
    registeredOn: day,
    reason: text(60).optional(),
    benefitUntil: day.optional(),
  }),
  reemployment: z.strictObject({
    person,
    endedOn: day,
    reason: oneOf(['employed', 'retired', 'enrolled', 'cancelled']),
  }),
  'university-admission': z.strictObject({
    person,
    year: z.int().min(2000).max(2100),
    admittedOn: day.optional(),
    level: text(30).optional(),
    institution: text(60).optional(),
  }),
  'education-expense': z.strictObject({
    person,
    schoolYear: z.string().regex(/^\d{4}(-\d{4})?$/, { error: '学年要写成 2026 或 2026-2027' }),
    amount: money,
  }),
  'income-drop': z
    .strictObject({
      person,
      before: money,
      after: money,
      per: oneOf(['month', 'year']),
      reason: text(60).optional(),
    })
    .refine((drop) => drop.after <= drop.before, { path: ['after'], error: '下降后的收入不能高于下降前' }),
  accident: z.strictObject({
    person,
    occurredOn: day,
    kind: oneOf(['fire', 'flood', 'earthquake', 'traffic', 'work', 'drowning', 'other']),
    loss: money.optional(),
  }),
  'self-report': z
    .strictObject({
      person: person.optional(),
      lead: z.strictObject({ description: text(200), division, contactPhone: phone.optional() }).optional(),
      reportedOn: day,
      via: oneOf(['hotline', 'grid-worker', 'village-station', 'social-worker', 'app', 'self']),
      reportedBy: oneOf(['self', 'family', 'neighbour', 'official']).optional(),
      need: oneOf(['living', 'medical', 'education', 'housing', 'employment', 'care', 'other']),
      note: text(200).optional(),
    })
    .refine((report) => (report.person === undefined) !== (report.lead === undefined), {
      path: ['person'],
      error: '知道身份证号码就填 person,不知道就填 lead,两者填一个',
    }),
  'benefit-granted': z.strictObject({
    person,
    grantId: reference,
    household: z.literal(true).optional(),
    programme: text(40),
    aidType: oneOf(['basic', 'special', 'emergency', 'supplementary']),
    grantedOn: day,
    payBy: day.optional().meta({ description: '最晚哪天到账;写了,告诉本人的短信里就有' }),
    amount: money.optional(),
    inKind: text(60).optional(),
    period: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: '月份要写成 2026-11' })
      .optional(),
    status: oneOf(['granted', 'paid', 'returned']),
    payee: text(30).optional(),
    reimbursement: z.literal(true).optional(),
  }),
  application: z.strictObject({
    person,
    applicationId: reference,
    programme: text(40),
    status: oneOf(['filed', 'accepted', 'investigating', 'published', 'approved', 'refused', 'withdrawn']),
    on: day,
    authorisation: z.strictObject({ method: text(30), reference }).optional(),
  }),
  move: z.strictObject({ person, residence: division, registered: division.optional(), on: day }),
  death: z.strictObject({ person, diedOn: day }),
  retraction: z.strictObject({
    retracts: z.strictObject({ source: text(200), id: text(200) }),
    reason: text(200),
  }),
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof eventSchemas;
export type EventData<N extends EventName = EventName> = z.output<(typeof eventSchemas)[N]>;
export const eventNames = z.enum([
  'roster',
  'medical-expense',
  'medical-burden',
  'hospitalization',
  'chronic-disease',
  'disability',
  'unemployment',
  'reemployment',
  'university-admission',
  'education-expense',
  'income-drop',
  'accident',
  'self-report',
  'benefit-granted',
  'application',
  'move',
  'death',
  'retraction',
] satisfies readonly EventName[]);

/** 'medical-expense' ↔ 'jiuzhu.medical-expense.v1'. */
export const typeOf = (name: EventName) => `jiuzhu.${name}.v1`;
export function nameOf(type: string): EventName | undefined {
  const name = eventNames.safeParse(/^jiuzhu\.([a-z-]+)\.v1$/.exec(type)?.[1]);
  return name.success ? name.data : undefined;
}
