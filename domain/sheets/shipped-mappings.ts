import type { SheetType } from './columns.ts';
import type { Mapping } from './mapping.ts';

export interface ShippedMapping extends Mapping {
  /** Further headings that a sheet of this kind has and nobody needs. */
  readonly leavesOut?: RegExp;
}

/**
 * 结算 of the national medical-insurance platform, with the platform's own field names. `vali_flag` and `init_setl_id` (what a
 * reverse row takes back) are no fields of an event: `row-shapes.ts` reads them. `fund_pay_sumamt` holds `maf_pay` already; both
 * are kept as they came and nothing is subtracted.
 */
const nationalSettlement: ShippedMapping = {
  name: '国家医保结算字段',
  columns: {
    setlid: 'settlementId',
    initsetlid: 'settlement.original',
    certno: 'person.idNumber',
    psnname: 'person.name',
    tel: 'person.phone',
    mob: 'person.phone',
    medtype: 'visitType',
    insutype: 'insuranceType',
    setltime: 'settledOn',
    medfeesumamt: 'totalAmount',
    fundpaysumamt: 'fundPaid',
    mafpay: 'medicalAidPaid',
    psnpartamt: 'personalBurden',
    refdsetlflag: 'refund',
    valiflag: 'settlement.valid',
    fixmedinsname: 'hospital',
  },
  leavesOut: /^[a-z][a-z0-9]*$/,
};

/** What most county offices hold: a list of name, number, total, reimbursed, self-paid. Its period is said once for all rows. */
const countyBurdenList: ShippedMapping = {
  name: '县级医疗费用累计清单',
  columns: {
    姓名: 'person.name',
    身份证: 'person.idNumber',
    身份证号: 'person.idNumber',
    身份证号码: 'person.idNumber',
    总费用: 'totalAmount',
    医疗总费用: 'totalAmount',
    报销: 'reimbursed',
    报销金额: 'reimbursed',
    自付: 'personalBurden',
    个人自付: 'personalBurden',
    累计起始日期: 'periodFrom',
    累计截止日期: 'asOf',
  },
};

const shipped: { readonly [N in SheetType]?: readonly ShippedMapping[] } = {
  'medical-expense': [nationalSettlement],
  'medical-burden': [countyBurdenList],
};

export const shippedMappings = (type: SheetType): readonly ShippedMapping[] => shipped[type] ?? [];
