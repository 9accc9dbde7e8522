import * as z from 'zod';

/** Codes of `med_type` by the kind of visit. */
const MED_TYPES = { inpatient: '21', outpatient: '11', chronic: '14', pharmacy: '41' } as const;

const settlement = z.object({
  person: z.object({ idNumber: z.string(), name: z.string() }),
  settlementId: z.string(),
  settledOn: z.string(),
  visitType: z.enum(['inpatient', 'outpatient', 'chronic', 'pharmacy']),
  totalAmount: z.string(),
  fundPaid: z.string(),
  personalBurden: z.string(),
  hospital: z.string(),
  refund: z.literal(true).optional(),
});

/** The platform's own field names, with what stands under each; a reverse row has negative amounts and names what it takes back. */
const FIELDS: Readonly<Record<string, (row: z.output<typeof settlement>) => string>> = {
  setl_id: ({ settlementId, refund }) => (refund ? `${settlementId}R` : settlementId),
  init_setl_id: ({ settlementId, refund }) => (refund ? settlementId : ''),
  mdtrt_id: ({ settlementId }) => settlementId.replace('JS', 'JZ'),
  certno: ({ person }) => person.idNumber,
  psn_name: ({ person }) => person.name,
  insutype: () => '390',
  med_type: ({ visitType }) => MED_TYPES[visitType],
  setl_time: ({ settledOn }) => `${settledOn} 16:20:00`,
  medfee_sumamt: ({ totalAmount, refund }) => signed(totalAmount, refund),
  fund_pay_sumamt: ({ fundPaid, refund }) => signed(fundPaid, refund),
  psn_part_amt: ({ personalBurden, refund }) => signed(personalBurden, refund),
  psn_cash_pay: ({ personalBurden, refund }) => signed(personalBurden, refund),
  refd_setl_flag: ({ refund }) => (refund ? '1' : '0'),
  vali_flag: () => '1',
  fixmedins_name: ({ hospital }) => hospital,
};

const signed = (amount: string, refund: true | undefined) => (refund && Number(amount) > 0 ? `-${amount}` : amount);

export const nationalHeadings: readonly string[] = Object.keys(FIELDS);

/** A settlement as the national medical-insurance platform exports it. */
export function nationalCells(data: unknown): string[] {
  const row = settlement.parse(data);
  return Object.values(FIELDS).map((cell) => cell(row));
}
