import { examplePeople } from '../example-people.ts';
import { personWordings } from './person.ts';
import { per, type Wordings } from './wording.ts';

export const disabilityWordings = {
  ...personWordings,
  certificate: {
    heading: '残疾人证号',
    hint: '20位;填了它,类别和等级可以不填。先把这一列设成“文本”',
    example: `${examplePeople.woman.idNumber}42`,
    alsoCalled: '残疾证号 残疾人证 残疾证号码 残疾人证号码 残疾人证编号 证号',
  },
  kind: {
    heading: '残疾类别',
    hint: '没有残疾人证号时填:视力、听力、言语、肢体、智力、精神或多重',
    example: '肢体',
    alsoCalled: '残疾类型 残疾种类 残类',
    words: { 视力: '1', 听力: '2', 言语: '3', 肢体: '4', 智力: '5', 精神: '6', 多重: '7' },
    spoken: { 1: '视力残疾', 2: '听力残疾', 3: '言语残疾', 4: '肢体残疾', 5: '智力残疾', 6: '精神残疾', 7: '多重残疾' },
  },
  grade: {
    heading: '残疾等级',
    hint: '没有残疾人证号时填:一级到四级',
    example: '二级',
    alsoCalled: '残疾级别 等级 残级',
    words: { 一级: '1', 二级: '2', 三级: '3', 四级: '4' },
    spoken: { 1: '壹级 一 壹 Ⅰ级', 2: '贰级 二 贰 Ⅱ级', 3: '叁级 三 叁 Ⅲ级', 4: '肆级 四 肆 Ⅳ级' },
  },
  certifiedOn: {
    heading: '发证日期',
    hint: '写成 2026-09-15',
    example: '2026-09-15',
    alsoCalled: '办证日期 发证时间 评定日期 首次发证日期 登记日期',
  },
  status: {
    heading: '证件状态',
    hint: '有效、注销或过期;不填就是有效',
    example: '有效',
    alsoCalled: '状态 残疾证状态 残疾人证状态',
    words: { 有效: 'valid', 注销: 'cancelled', 过期: 'expired' },
    spoken: { valid: '正常', cancelled: '已注销', expired: '已过期 到期 失效' },
  },
} as const satisfies Wordings;

export const unemploymentWordings = {
  ...personWordings,
  registeredOn: {
    heading: '失业登记日期',
    hint: '写成 2026-10-28',
    example: '2026-10-28',
    alsoCalled: '登记日期 失业日期 失业登记时间 登记失业日期 失业时间',
  },
  reason: {
    heading: '失业原因',
    hint: '可以不填',
    example: '企业裁员',
    alsoCalled: '原因 失业缘由',
  },
  benefitUntil: {
    heading: '失业金领到哪天',
    hint: '没有领的空着',
    example: '2027-04-30',
    alsoCalled: '失业金截止日期 失业保险金截止日期 领取截止日期 失业保险待遇截止日期',
  },
} as const satisfies Wordings;

export const reemploymentWordings = {
  ...personWordings,
  endedOn: {
    heading: '失业结束日期',
    hint: '写成 2026-11-04',
    example: '2026-11-04',
    alsoCalled: '就业日期 再就业日期 结束日期 就业时间 失业终止日期',
  },
  reason: {
    heading: '结束原因',
    hint: '就业、退休、入学或注销',
    example: '就业',
    alsoCalled: '原因 失业结束原因 终止原因',
    words: { 就业: 'employed', 退休: 'retired', 入学: 'enrolled', 注销: 'cancelled' },
    spoken: { employed: '再就业 已就业 创业', enrolled: '上学 升学', cancelled: '取消 注销登记' },
  },
} as const satisfies Wordings;

export const universityAdmissionWordings = {
  ...personWordings,
  year: {
    heading: '录取年份',
    hint: '例如 2026',
    example: '2026',
    alsoCalled: '年份 高考年份 录取年度 年度',
  },
  admittedOn: {
    heading: '录取日期',
    hint: '不知道就空着',
    example: '2026-08-20',
    alsoCalled: '录取时间',
  },
  level: {
    heading: '录取层次',
    hint: '例如本科、专科',
    example: '本科',
    alsoCalled: '层次 学历层次 录取批次 批次',
  },
  institution: {
    heading: '录取院校',
    hint: '学校名称',
    example: '兰州大学',
    alsoCalled: '院校 录取学校 学校 院校名称 高校名称 学校名称',
  },
} as const satisfies Wordings;

export const educationExpenseWordings = {
  ...personWordings,
  schoolYear: {
    heading: '学年',
    hint: '写成 2026-2027 或 2026',
    example: '2026-2027',
    alsoCalled: '学年度',
  },
  amount: {
    heading: '教育支出',
    hint: '这一学年家里要交多少,单位元',
    example: '8600.00',
    alsoCalled: '金额 费用 教育费用 学费 支出金额 学杂费',
  },
} as const satisfies Wordings;

export const incomeDropWordings = {
  ...personWordings,
  before: {
    heading: '原收入',
    hint: '下降以前的收入,单位元',
    example: '3000.00',
    alsoCalled: '下降前收入 原来收入 变动前收入',
  },
  after: {
    heading: '现收入',
    hint: '下降以后的收入,单位元;没有收入写0',
    example: '600.00',
    alsoCalled: '下降后收入 现在收入 变动后收入 目前收入',
  },
  per: {
    heading: '收入周期',
    hint: '每月或每年',
    example: '每月',
    alsoCalled: '收入口径 按月按年 收入单位',
    ...per,
  },
  reason: {
    heading: '下降原因',
    hint: '可以不填',
    example: '停工',
    alsoCalled: '原因 收入下降原因 变动原因',
  },
} as const satisfies Wordings;
