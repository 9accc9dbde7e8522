import * as z from 'zod';
import { CountedSchema } from './statement-counted.ts';

const DaySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const FenSchema = z.int();

/** One aid as the sheet shows it: 哪天 | 什么帮扶 | 哪个部门 | 给谁的 | 多少钱或什么东西 | 到账没有. */
export const StatementLineSchema = z.strictObject({
  key: z.string(),
  grantedOn: DaySchema,
  dayText: z.string(),
  programme: z.string(),
  department: z.string(),
  aidType: z.enum(['basic', 'special', 'emergency', 'supplementary']),
  personId: z.string(),
  recipient: z.string(),
  what: z.string(),
  status: z.enum(['granted', 'paid', 'returned']),
  statusText: z.string(),
  /** Fen of this line in the sum it stands under; 0 for aid in kind and for what was returned. */
  countedFen: FenSchema,
});
export type StatementLine = z.infer<typeof StatementLineSchema>;

/** What changed in an aid that belongs to an earlier sheet, or that an earlier sheet did not have. */
export const AdjustmentSchema = z.strictObject({
  key: z.string(),
  text: z.string(),
  /** Differences, negative where something was returned. */
  cashFen: FenSchema,
  reimbursedFen: FenSchema,
});
export type Adjustment = z.infer<typeof AdjustmentSchema>;

const MoneySchema = z.strictObject({ fen: FenSchema, yuan: z.string(), words: z.string() });

/**
 * A benefit statement (幸福清单): all the aid one household got in a period, ready to be read. Once issued it is never
 * rewritten; what changes later is an adjustment on the next one, for which `included` says what was counted so far.
 */
export const StatementSchema = z.strictObject({
  subjectId: z.string(),
  /** Whose aid it is about, by person id. */
  people: z.array(z.string()),
  /** Epoch ms. */
  issuedAt: z.int(),
  period: z.strictObject({ from: DaySchema, to: DaySchema, label: z.string() }),
  name: z.string(),
  head: z.string(),
  place: z.string(),
  heading: z.string(),
  opening: z.string(),
  lines: z.array(StatementLineSchema),
  /** In place of a table where nothing new was given. */
  none: z.string().optional(),
  adjustments: z.array(AdjustmentSchema),
  adjustmentsNote: z.string().optional(),
  /** Lines and adjustments together. */
  cash: MoneySchema,
  inKind: z.array(z.string()),
  total: z.string().optional(),
  reimbursements: z
    .strictObject({ note: z.string(), lines: z.array(StatementLineSchema), sum: MoneySchema, total: z.string() })
    .optional(),
  askWhom: z.string(),
  reminder: z.string(),
  /** To be signed and torn off; shows no amount. */
  slip: z.strictObject({ heading: z.string(), text: z.string(), fields: z.array(z.string()) }),
  included: z.record(z.string(), CountedSchema),
});
export type Statement = z.infer<typeof StatementSchema>;
