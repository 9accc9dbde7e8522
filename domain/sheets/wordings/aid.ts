import { examplePeople } from '../example-people.ts';
import { personWordings } from './person.ts';
import type { Wordings } from './wording.ts';

export const benefitGrantedWordings = {
  ...personWordings,
  grantId: {
    heading: '帮扶编号',
    hint: '一笔帮扶一个编号,更正时用同一个',
    example: 'BF-2026-0001',
    alsoCalled: '救助编号 发放编号 待遇编号 批准文号 审批编号 业务编号',
  },
  programme: {
    heading: '帮扶项目',
    hint: '例如城乡低保金、临时救助',
    example: '临时救助',
    alsoCalled: '项目 救助项目 项目名称 待遇名称 补贴名称 救助类型',
  },
  aidType: {
    heading: '帮扶类别',
    hint: '基本生活救助、专项救助、急难救助或补充救助',
    example: '急难救助',
    alsoCalled: '救助类别 待遇类别 帮扶类型',
    words: { 基本生活救助: 'basic', 专项救助: 'special', 急难救助: 'emergency', 补充救助: 'supplementary' },
    spoken: { basic: '基本 基本救助', special: '专项', emergency: '急难 临时', supplementary: '补充 慈善' },
  },
  grantedOn: {
    heading: '批准日期',
    hint: '写成 2026-10-10',
    example: '2026-10-10',
    alsoCalled: '发放日期 审批日期 批准时间 发放时间 享受日期',
  },
  payBy: {
    heading: '最晚到账日期',
    hint: '写了,告诉本人的短信里就有',
    example: '2026-10-25',
    alsoCalled: '到账日期 预计到账日期 发放期限',
  },
  amount: {
    heading: '金额',
    hint: '单位元;发的是东西就空着',
    example: '1200.00',
    alsoCalled: '发放金额 救助金额 补助金额 补贴金额 帮扶金额 实发金额',
  },
  inKind: {
    heading: '实物或服务',
    hint: '例如棉被2床、上门照料6次;发的是钱就空着',
    example: '棉被2床',
    alsoCalled: '实物 物资 实物名称 服务',
  },
  period: {
    heading: '所属月份',
    hint: '是哪个月的,写成 2026-10',
    example: '2026-10',
    alsoCalled: '月份 所属期 发放月份 待遇月份 所属年月',
  },
  status: {
    heading: '发放状态',
    hint: '已批准、已发放或已退回',
    example: '已发放',
    alsoCalled: '状态 发放情况 到账情况',
    words: { 已批准: 'granted', 已发放: 'paid', 已退回: 'returned' },
    spoken: { granted: '批准 待发放 未发放', paid: '发放 已到账 成功 发放成功', returned: '退回 退款 失败 发放失败' },
  },
  payee: {
    heading: '代领人',
    hint: '别人代领的写代领人姓名',
    example: examplePeople.husband.name,
    alsoCalled: '领取人 收款人 监护人 代领人姓名',
  },
  household: {
    heading: '是否全家享受',
    hint: '发给全家的写“是”',
    example: '是',
    alsoCalled: '全家享受 按户发放 是否按户',
  },
  reimbursement: {
    heading: '是否医院直接减免',
    hint: '医院结账时已经减掉的写“是”,不算在现金里',
    example: '否',
    alsoCalled: '直接减免 医院直接减免 一站式结算 是否一站式结算',
  },
} as const satisfies Wordings;

export const applicationWordings = {
  ...personWordings,
  applicationId: {
    heading: '申请编号',
    hint: '一次申请一个编号,进展了用同一个编号再报',
    example: 'SQ-2026-0001',
    alsoCalled: '申请单号 业务编号 受理编号 办件编号',
  },
  programme: {
    heading: '申请项目',
    hint: '例如临时救助',
    example: '临时救助',
    alsoCalled: '项目 救助项目 申请事项 事项 项目名称',
  },
  status: {
    heading: '办理状态',
    hint: '已申请、已受理、调查中、公示中、已批准、未批准或已撤回',
    example: '已申请',
    alsoCalled: '状态 申请状态 审批状态 办理情况 进度',
    words: {
      已申请: 'filed',
      已受理: 'accepted',
      调查中: 'investigating',
      公示中: 'published',
      已批准: 'approved',
      未批准: 'refused',
      已撤回: 'withdrawn',
    },
    spoken: {
      filed: '申请 提交 已提交',
      accepted: '受理',
      investigating: '调查 核查中',
      published: '公示',
      approved: '批准 通过 审批通过',
      refused: '不批准 不予批准 不通过',
      withdrawn: '撤回 撤销',
    },
  },
  on: {
    heading: '状态日期',
    hint: '哪天到了这个状态',
    example: '2026-11-04',
    alsoCalled: '日期 办理日期 申请日期 状态时间 审批日期',
  },
  'authorisation.method': {
    heading: '授权方式',
    hint: '本人怎样同意查询的,例如纸质签字;填了就要填授权编号',
    example: '纸质签字',
    alsoCalled: '核对授权方式',
  },
  'authorisation.reference': {
    heading: '授权编号',
    hint: '授权书的编号',
    example: 'SQS-2026-0001',
    alsoCalled: '授权书编号 核对授权编号',
  },
} as const satisfies Wordings;
