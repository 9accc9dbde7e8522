import { personWordings } from './person.ts';
import type { Wordings } from './wording.ts';

const hospital = {
  heading: '医院',
  hint: '医院或药店的名称',
  example: '通渭县人民医院',
  alsoCalled: '医疗机构 医疗机构名称 定点医药机构 定点医药机构名称 就诊医院 医院名称 就诊机构 定点医疗机构',
};

export const medicalExpenseWordings = {
  ...personWordings,
  settlementId: {
    heading: '结算编号',
    hint: '医保结算单的编号,一次结算一个',
    example: 'JS-2026-1103-0001',
    alsoCalled: '结算ID 结算单号 结算流水号 结算号 单据号',
  },
  settledOn: {
    heading: '结算日期',
    hint: '写成 2026-11-03',
    example: '2026-11-03',
    alsoCalled: '结算时间 费用结算日期 报销日期',
  },
  visitType: {
    heading: '就医类别',
    hint: '住院、门诊、门诊慢特病、药店购药或生育',
    example: '住院',
    alsoCalled: '医疗类别 就诊类型 就诊类别 就医类型 医疗类型 就医方式',
    words: { 住院: 'inpatient', 门诊: 'outpatient', 门诊慢特病: 'chronic', 药店购药: 'pharmacy', 生育: 'maternity' },
    spoken: {
      inpatient: '普通住院 外伤住院 转外诊治住院 急诊转住院 异地住院 单病种住院 日间手术',
      outpatient: '普通门诊 急诊 门诊挂号 门诊统筹',
      chronic: '门诊慢性病 门诊特殊病 慢特病 慢性病 门诊大病 门诊慢病 门诊特病',
      pharmacy: '定点药店购药 药店 购药',
      maternity: '生育门诊 生育住院 计划生育手术费 计划生育',
    },
  },
  insuranceType: {
    heading: '险种',
    hint: '例如城乡居民基本医疗保险',
    example: '城乡居民基本医疗保险',
    alsoCalled: '险种类型 医保类型 参保类型 参保险种',
  },
  totalAmount: {
    heading: '医疗费总额',
    hint: '单位元',
    example: '48000.00',
    alsoCalled: '总费用 医疗总费用 费用总额 医疗费用总额 总金额',
  },
  fundPaid: {
    heading: '基金支付总额',
    hint: '医保各项基金一共付了多少,单位元;没有付写0',
    example: '26700.00',
    alsoCalled: '基金支付 基金支付金额 统筹支付 报销金额 医保支付 医保报销 报销 统筹支付金额',
  },
  medicalAidPaid: {
    heading: '医疗救助支付',
    hint: '其中医疗救助付了多少,单位元',
    example: '0.00',
    alsoCalled: '医疗救助 医疗救助金额 救助支付 医疗救助基金支出 救助金额',
  },
  personalBurden: {
    heading: '个人负担',
    hint: '个人一共负担多少(现金和个人账户都算),单位元',
    example: '21300.00',
    alsoCalled: '个人负担总金额 个人负担金额 个人自付 自付 个人支付 自付金额 自付费用 个人负担费用',
  },
  hospital,
  refund: {
    heading: '是否退费',
    hint: '退费另起一行写“是”,金额写正数',
    example: '否',
    alsoCalled: '退费 退费结算标志 退费标志',
  },
} as const satisfies Wordings;

export const medicalBurdenWordings = {
  ...personWordings,
  periodFrom: {
    heading: '累计起始日期',
    hint: '从哪天累计起,一般是1月1日;起止要在同一年',
    example: '2026-01-01',
    alsoCalled: '起始日期 统计起始日期 累计开始日期 开始日期',
  },
  asOf: {
    heading: '累计截止日期',
    hint: '累计到哪天',
    example: '2026-10-31',
    alsoCalled: '截止日期 统计截止日期 截至日期 累计截至日期 结束日期',
  },
  totalAmount: {
    heading: '医疗费总额',
    hint: '这段时间的总费用,单位元',
    example: '60000.00',
    alsoCalled: '总费用 医疗总费用 费用总额 累计总费用 医疗费用总额 总金额 累计医疗费用 费用合计',
  },
  reimbursed: {
    heading: '报销合计',
    hint: '各种报销一共多少,单位元;没有报销写0',
    example: '33000.00',
    alsoCalled: '报销 报销金额 报销总额 累计报销 已报销 报销费用 基金支付 基金支付总额 医保报销 三重保障报销',
  },
  personalBurden: {
    heading: '个人负担',
    hint: '报销后个人一共负担多少,单位元',
    example: '27000.00',
    alsoCalled: '自付 个人自付 自付费用 自付金额 个人负担金额 个人负担费用 累计自付 个人自负 自负费用 个人支付',
  },
  inScopeBurden: {
    heading: '其中政策范围内负担',
    hint: '个人负担里属于医保政策范围内的部分,单位元;不知道就空着',
    example: '20000.00',
    alsoCalled: '政策范围内自付 合规自付 合规费用自付 政策范围内个人负担 目录内自付',
  },
} as const satisfies Wordings;

export const hospitalizationWordings = {
  ...personWordings,
  admittedOn: {
    heading: '入院日期',
    hint: '写成 2026-10-25',
    example: '2026-10-25',
    alsoCalled: '入院时间 住院日期 住院开始日期',
  },
  dischargedOn: {
    heading: '出院日期',
    hint: '还在住院的空着',
    example: '2026-11-02',
    alsoCalled: '出院时间 住院结束日期',
  },
  hospital,
} as const satisfies Wordings;

export const chronicDiseaseWordings = {
  ...personWordings,
  seriousness: {
    heading: '病情类别',
    hint: '慢性病或重大疾病',
    example: '重大疾病',
    alsoCalled: '疾病类别 疾病类型 病种类别 慢性病或重大疾病',
    words: { 慢性病: 'chronic', 重大疾病: 'serious' },
    spoken: { chronic: '慢病 门诊慢性病', serious: '大病 重病 重特大疾病 特殊病' },
  },
  certifiedOn: {
    heading: '认定日期',
    hint: '写成 2026-10-20',
    example: '2026-10-20',
    alsoCalled: '鉴定日期 确诊日期 认定时间 备案日期',
  },
  validUntil: {
    heading: '有效期至',
    hint: '认定到哪天有效;长期的空着',
    example: '2027-10-19',
    alsoCalled: '有效期 截止日期 有效截止日期 到期日期',
  },
  disease: {
    heading: '病种',
    hint: '病的名称,可以不填',
    example: '尿毒症',
    alsoCalled: '疾病名称 病种名称 疾病 诊断',
  },
} as const satisfies Wordings;
