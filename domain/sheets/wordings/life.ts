import { personWordings } from './person.ts';
import type { Wordings } from './wording.ts';

export const accidentWordings = {
  ...personWordings,
  occurredOn: {
    heading: '发生日期',
    hint: '写成 2026-11-01',
    example: '2026-11-01',
    alsoCalled: '事故日期 受灾日期 发生时间 灾害日期 事发日期',
  },
  kind: {
    heading: '意外类别',
    hint: '火灾、洪涝、地震、交通事故、工伤、溺水或其他',
    example: '火灾',
    alsoCalled: '事故类型 灾害类型 灾种 意外类型 事故类别 灾害种类',
    words: {
      火灾: 'fire',
      洪涝: 'flood',
      地震: 'earthquake',
      交通事故: 'traffic',
      工伤: 'work',
      溺水: 'drowning',
      其他: 'other',
    },
    spoken: { fire: '失火', flood: '水灾 洪水 洪灾 洪涝灾害', traffic: '车祸 交通', work: '工伤事故', other: '其它' },
  },
  loss: {
    heading: '损失金额',
    hint: '单位元;没有估出来就空着',
    example: '35000.00',
    alsoCalled: '损失 经济损失 直接经济损失 损失估计',
  },
} as const satisfies Wordings;

export const selfReportWordings = {
  ...personWordings,
  'lead.description': {
    heading: '线索说明',
    hint: '不知道身份证号码时填:是谁家、住在哪里、有什么难处;知道号码就空着',
    example: '东关村小卖部旁边一户老人带着孙子,家里没有取暖的煤',
    alsoCalled: '线索 线索描述 情况说明 情况描述 反映情况',
  },
  'lead.division': {
    heading: '线索所在地代码',
    hint: '填了线索说明就要填:行政区划代码,6位、9位或12位',
    example: '621122105',
    alsoCalled: '线索地代码 所在地代码 线索所在地 线索区划代码',
  },
  'lead.contactPhone': {
    heading: '线索联系电话',
    hint: '向谁问得到,手机或带区号的座机',
    example: '0932-5550177',
    alsoCalled: '反映人电话 联系人电话 线索人电话',
  },
  reportedOn: {
    heading: '反映日期',
    hint: '写成 2026-11-04',
    example: '2026-11-04',
    alsoCalled: '反映时间 受理日期 来电日期 登记日期 上报日期 来电时间',
  },
  via: {
    heading: '反映渠道',
    hint: '热线、网格员、村级服务站、社工、手机应用或本人上门',
    example: '网格员',
    alsoCalled: '渠道 来源 线索来源 反映方式 来源渠道',
    words: {
      热线: 'hotline',
      网格员: 'grid-worker',
      村级服务站: 'village-station',
      社工: 'social-worker',
      手机应用: 'app',
      本人上门: 'self',
    },
    spoken: {
      hotline: '12345 12345热线 电话',
      'grid-worker': '网格',
      'village-station': '村级 村服务站',
      'social-worker': '社会工作者',
      app: 'APP 小程序 手机',
      self: '本人 上门',
    },
  },
  reportedBy: {
    heading: '反映人',
    hint: '本人、家里人、邻居或干部;不知道就空着',
    example: '邻居',
    alsoCalled: '反映人身份 由谁反映 谁反映的',
    words: { 本人: 'self', 家里人: 'family', 邻居: 'neighbour', 干部: 'official' },
    spoken: { self: '自己', family: '家人 亲属 家属', neighbour: '邻里', official: '村干部 工作人员' },
  },
  need: {
    heading: '困难类型',
    hint: '生活、医疗、教育、住房、就业、照料或其他',
    example: '生活',
    alsoCalled: '诉求类型 诉求 困难 困难情况 需求 救助需求 诉求类别',
    words: {
      生活: 'living',
      医疗: 'medical',
      教育: 'education',
      住房: 'housing',
      就业: 'employment',
      照料: 'care',
      其他: 'other',
    },
    spoken: {
      living: '基本生活 生活困难',
      medical: '看病 就医 医疗困难',
      education: '上学 就学',
      housing: '住房困难 危房',
      employment: '找工作',
      care: '护理 照护',
      other: '其它',
    },
  },
  note: {
    heading: '备注',
    hint: '最多200个字,可以不填',
    example: '家里老人腿脚不便',
    alsoCalled: '说明 补充说明',
  },
} as const satisfies Wordings;

export const moveWordings = {
  ...personWordings,
  on: {
    heading: '迁移日期',
    hint: '写成 2026-11-01',
    example: '2026-11-01',
    alsoCalled: '搬迁日期 迁入日期 迁移时间 搬家日期',
  },
  residence: {
    heading: '新居住地代码',
    hint: '现在住在哪里,行政区划代码,6位、9位或12位',
    example: '621122101',
    alsoCalled: '新居住地 迁入地代码 迁入地 现居住地代码',
  },
  registered: {
    heading: '新户籍地代码',
    hint: '户口也迁了才填',
    example: '621122101',
    alsoCalled: '新户籍地 户口迁入地代码',
  },
} as const satisfies Wordings;

export const deathWordings = {
  ...personWordings,
  diedOn: {
    heading: '死亡日期',
    hint: '写成 2026-11-02',
    example: '2026-11-02',
    alsoCalled: '去世日期 死亡时间 去世时间',
  },
} as const satisfies Wordings;
