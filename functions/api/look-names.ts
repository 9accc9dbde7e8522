import type { OrderAct } from '../../domain/hotline-order.ts';
import type { VisitAct } from '../../domain/planned-visit-acts.ts';
import type { ReferralAct } from '../../domain/referral.ts';
import type { NeedAct } from '../../domain/service-match-acts.ts';
import type { Act } from '../../domain/warning-acts.ts';

type Acted<Of extends string, A extends string> = `${Of}.${A}`;
type Named = Acted<'warning', Act> | Acted<'call', OrderAct> | Acted<'referral', ReferralAct>;
type Worked = Acted<'planned-visit', VisitAct> | Acted<'need', NeedAct>;

/** Every act has its name: the compiler asks for a new one's. */
const acts = {
  'warning.accept': '接收预警',
  'warning.visit': '登记入户走访',
  'warning.resolve': '办结预警',
  'warning.finish': '登记走访并办结',
  'warning.reassign': '转派预警',
  'warning.extend': '延长期限',
  'warning.pause': '暂停计时',
  'warning.resume': '接着计时',
  'warning.refer': '转其他部门',
  'warning.reopen': '重新办理',
  'call.dispatch': '派出工单',
  'call.sign': '签收工单',
  'call.return': '退回工单',
  'call.reassign': '改派工单',
  'call.extend': '延长工单期限',
  'call.pause': '暂停工单',
  'call.resume': '恢复工单',
  'call.conference': '登记会商',
  'call.reply': '答复工单',
  'call.close': '办结工单',
  'call.call-back': '登记回访',
  'call.redo': '退回重办工单',
  'call.redirect': '引导到其他渠道',
  'call.link': '并入重复工单',
  'referral.sign': '签收转办件',
  'referral.return': '退回转办件',
  'referral.feedback': '反馈转办件',
  'referral.resend': '再次转办',
  'referral.assign': '指定转办部门',
  'referral.cancel': '撤回转办件',
  'planned-visit.done': '登记定期走访',
  'planned-visit.skip': '登记不用走访',
  'planned-visit.reassign': '转派定期走访',
  'need.match': '对接服务',
  'need.served': '登记服务完成',
  'need.unmatch': '取消对接',
  'need.close': '关闭服务需求',
} satisfies Readonly<Record<Named | Worked, string>>;

const looks = {
  'warning.read': '查看预警',
  'warnings.list': '查看预警列表',
  'household.read': '查看一户一档',
  'notices.list': '查看通知',
  'notice.unmask': '查看通知原文',
  'case.read': '查看预警全过程',
  'case.unmask': '查看预警全过程原文',
  'explanation.read': '查看研判说明',
  'person.lookup': '查找人员',
  'person.unmask': '查看本人信息原文',
  'person.contact': '登记联系方式',
  'person.opt-out': '登记退订短信',
  'person.opt-in': '登记恢复短信',
  'lead.read': '查看线索',
  'lead.phone': '查看线索电话',
  'lead.join': '线索对上本人',
  'statement.read': '查看帮扶清单',
  'statement.delivered': '登记帮扶清单送达',
  'statement.print': '打印帮扶清单',
  'statement.issue': '开帮扶清单',
  'statement.unlock': '解锁帮扶清单',
  'statement.opened': '打开帮扶清单',
  'statements.list': '查看帮扶清单目录',
  'statement.lookup': '凭查询码找帮扶清单',
  'statement.renew': '给帮扶清单的查询续期',
  'call.receive': '登记来电',
  'call.read': '查看工单',
  'call.lookup': '按来电号码查找',
  'call.unmask': '查看来电人',
  'calls.list': '查看工单列表',
  'call-back.attempt': '登记回拨',
  'call-backs.list': '查看回拨列表',
  'referral.read': '查看转办件',
  'referral.unmask': '查看转办对象信息原文',
  'referrals.list': '查看转办列表',
  'list.read': '查看名单',
  'planned-visit.read': '查看定期走访',
  'planned-visits.list': '查看定期走访列表',
  'need.read': '查看服务需求',
  'need.open': '登记服务需求',
  'need.matches': '查看可对接的服务',
  'needs.list': '查看服务需求列表',
  'offer.read': '查看服务',
  'offer.make': '登记服务',
  'offer.close': '停止服务',
  'upload.create': '上传表格',
  'upload.corrected-file': '下载改错表',
  'upload.confirm-leaving': '确认名单上退出的人',
  'upload.withdraw': '撤回上传的表格',
  'office.read': '查看经办单位',
  'office.change': '修改经办单位',
  'office.reset': '恢复经办单位',
  'offices.list': '查看经办单位列表',
};

const names = new Map<string, string>([...Object.entries(acts), ...Object.entries(looks)]);

const purposes = new Map([
  ['call-back', '回访'],
  ['visit', '入户'],
  ['verification', '核实'],
  ['complaint', '投诉'],
  ['audit', '审计'],
  ['handling', '办理'],
]);

const fields = new Map([
  ['name', '姓名'],
  ['idNumber', '身份证号'],
  ['phone', '手机号'],
  ['contactPhone', '联系电话'],
  ['text', '通知原文'],
  ['division', '所在区划'],
  ['phoneOf', '电话是谁的'],
  ['relation', '机主是什么人'],
  ['prefersCall', '希望打电话'],
  ['cannotRead', '看不了短信'],
  ['language', '说哪种话'],
  ['quiet', '什么时候不要打扰'],
  ['note', '备注'],
]);

/** What somebody did when they saw personal data, as people say it; a key that nobody named stays as it is. */
export const lookName = (action: string): string => names.get(action) ?? action;
export const purposeName = (purpose: string): string => purposes.get(purpose) ?? purpose;
export const fieldName = (field: string): string => fields.get(field) ?? field;
