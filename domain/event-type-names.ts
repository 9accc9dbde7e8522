import type { EventName } from './events/schemas.ts';

/** Each event type as an office calls it. */
export const eventTypeNames: Readonly<Record<EventName, string>> = {
  roster: '花名册',
  'medical-expense': '医疗费用结算',
  'medical-burden': '医疗费用累计清单',
  hospitalization: '住院',
  'chronic-disease': '重病、慢性病认定',
  disability: '残疾人证',
  unemployment: '登记失业',
  reemployment: '再就业、失业注销',
  'university-admission': '考上大学',
  'education-expense': '教育支出',
  'income-drop': '收入下降',
  accident: '意外、灾害',
  'self-report': '主动反映困难',
  'benefit-granted': '救助发放',
  application: '救助申请',
  move: '搬家、迁移',
  death: '死亡',
  retraction: '撤回',
};
