import { byProvider, byRecipient, unsigned, type Verdict } from './verdict.ts';

/** What the `rspcod` of 云MAS's HTTP interface says; all of them come before anything is sent. */
export const masCodes: Readonly<Record<string, Verdict>> = {
  IllegalMac: unsigned,
  InvalidUsrOrPwd: unsigned,
  IllegalSignId: byProvider('云MAS不认签名编码,请管理员查对 sms.mas.sign'),
  NoSignId: byProvider('云MAS没有找到签名,请管理员查对 sms.mas.sign'),
  InvalidMessage: byProvider('云MAS没有读懂请求,请管理员查对服务地址'),
  InvalidMobile: byRecipient('手机号不是有效号码'),
  TooManyMobiles: byProvider('云MAS一次收到的号码太多'),
  NOT_WHITE_IP: byProvider('云MAS的白名单里没有本系统的地址,请管理员添加'),
};
