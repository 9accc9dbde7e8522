import { fixedColumns, type SheetType } from './columns.ts';
import { headingKey } from './heading-key.ts';
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

/** `field` for each of these headings, written as `headingKey` writes them. */
const headedBy = (field: string, headings: string) =>
  Object.fromEntries(headings.split(' ').map((heading) => [heading, field]));

const withTemplate = (type: SheetType) =>
  Object.fromEntries(fixedColumns(type).map(({ heading, field }) => [headingKey(heading), field]));

/**
 * What most county offices hold: a list of name, number, total, reimbursed, self-paid. Its period is said once for all rows. Whoever
 * made it began with the template or took over some of its headings: both kinds may stand side by side. Left to be asked about is what
 * may be a part only: 个人支付 may leave out what the personal account paid, 总金额 may be of anything.
 */
const countyBurdenList: ShippedMapping = {
  name: '县级医疗费用累计清单',
  columns: {
    ...withTemplate('medical-burden'),
    ...headedBy('person.name', '姓名 患者姓名 人员姓名'),
    ...headedBy('person.idNumber', '身份证 身份证号 身份证号码 公民身份号码 居民身份证号 居民身份证号码 证件号码'),
    ...headedBy('person.phone', '手机 手机号码 联系电话 电话 电话号码'),
    ...headedBy(
      'totalAmount',
      '总费用 总费用金额 医疗总费用 总医疗费用 医疗费用总额 医疗总费用金额 医疗费用合计 费用总额 累计总费用 累计医疗费用 累计医疗总费用',
    ),
    ...headedBy(
      'reimbursed',
      '报销 报销金额 报销总额 报销总金额 报销费用 累计报销 累计报销金额 已报销 已报销金额 医保报销 医保报销金额 统筹支付 统筹支付金额 统筹基金支付 基金支付 基金支付金额 基金支付总额',
    ),
    ...headedBy(
      'personalBurden',
      '个人负担金额 个人负担费用 个人负担总额 个人负担总金额 个人负担合计 累计个人负担 自付 自付金额 自付费用 个人自付 个人自付金额 个人自付费用 累计自付 累计个人自付 自负 自负金额 自负费用 个人自负 个人自负金额 个人自负费用',
    ),
    ...headedBy('inScopeBurden', '政策范围内负担 政策范围内个人负担 政策范围内自付 政策范围内个人自付 合规自付'),
    ...headedBy('periodFrom', '累计开始日期 统计起始日期 起始日期'),
    ...headedBy('asOf', '累计截至日期 统计截止日期 截止日期 截至日期'),
  },
};

const shipped: { readonly [N in SheetType]?: readonly ShippedMapping[] } = {
  'medical-expense': [nationalSettlement],
  'medical-burden': [countyBurdenList],
};

export const shippedMappings = (type: SheetType): readonly ShippedMapping[] => shipped[type] ?? [];
