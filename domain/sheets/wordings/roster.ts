import { personWordings } from './person.ts';
import { per, type Wordings } from './wording.ts';

export const rosterWordings = {
  change: {
    heading: '变动',
    hint: '只报变动时填:新增、变更或退出;报全部名册时空着',
    example: '',
    alsoCalled: '变动情况 变动类型 增减 异动',
    words: { 新增: 'joined', 变更: 'changed', 退出: 'left' },
    spoken: { joined: '增加 新增加 纳入', changed: '变动 修改 调整', left: '减少 退保 停保 取消' },
  },
  ...personWordings,
  categories: {
    heading: '类别',
    hint: '属于哪几类,几个之间用顿号隔开;日期不同的写成 类别(2026-01-01起);不属于任何一类的家里人写“无”',
    example: '低保',
    alsoCalled: '人员类别 对象类别 救助类别 困难类别 类型 人员类型 对象类型 监测类别 身份类别',
  },
  'categories.from': {
    heading: '类别起始日期',
    hint: '从哪天起属于这些类别;类别里单独写了日期的以类别里的为准',
    example: '2026-01-01',
    alsoCalled: '起始日期 开始日期 认定日期 纳入日期 享受起始日期',
  },
  'categories.until': {
    heading: '类别截止日期',
    hint: '最后一天;还在享受的空着',
    example: '',
    alsoCalled: '截止日期 结束日期 到期日期 退出日期 停保日期 享受截止日期',
  },
  'household.id': {
    heading: '户编号',
    hint: '同一户的人写同一个编号,年年不变;没有分户就空着',
    example: 'H-0417',
    alsoCalled: '户号 家庭编号 户籍编号 家庭号 户主编号',
  },
  'household.relation': {
    heading: '与户主关系',
    hint: '填了户编号就要填:户主、配偶、子女、父母或其他',
    example: '户主',
    alsoCalled: '与户主的关系 家庭关系 关系 成员关系 与申请人关系',
    words: { 户主: 'head', 配偶: 'spouse', 子女: 'child', 父母: 'parent', 其他: 'other' },
    spoken: {
      head: '本人 本人或户主',
      spouse: '夫 妻 丈夫 妻子 夫妻',
      child: '子 女 儿子 女儿 长子 次子 三子 长女 次女 三女 独生子 独生女 养子 养女 继子 继女',
      parent: '父 母 父亲 母亲 公公 婆婆 岳父 岳母',
      other:
        '儿媳 女婿 孙子 孙女 外孙子 外孙女 祖父 祖母 爷爷 奶奶 外祖父 外祖母 兄弟姐妹 兄 弟 姐 妹 兄弟 姐妹 其它 其他亲属 非亲属',
    },
  },
  'household.since': {
    heading: '入户日期',
    hint: '从哪天起在这一户;不知道就空着',
    example: '2019-06-01',
    alsoCalled: '迁入日期 入户时间',
  },
  'income.amount': {
    heading: '收入金额',
    hint: '单位元;填了就要把后面三项填全',
    example: '4860.00',
    alsoCalled: '收入 收入额 收入元',
  },
  'income.per': {
    heading: '收入周期',
    hint: '每月或每年',
    example: '每年',
    alsoCalled: '收入口径 按月按年 收入单位',
    ...per,
  },
  'income.of': {
    heading: '谁的收入',
    hint: '本人,或全家合计',
    example: '本人',
    alsoCalled: '收入范围 收入对象 个人或家庭',
    words: { 本人: 'person', 全家: 'household' },
    spoken: { person: '个人', household: '家庭 全户 户' },
  },
  'income.asOf': {
    heading: '收入核定日期',
    hint: '收入是哪天核定的',
    example: '2026-06-30',
    alsoCalled: '收入截止日期 核定日期 收入核算日期',
  },
} as const satisfies Wordings;
