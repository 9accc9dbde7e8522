import { yearOf } from '../shanghai-day.ts';
import { isConfigured, smsProviderTitles } from '../sms-profile.ts';
import { type Check, error, warning } from './finding.ts';

/** What goes out when: the morning's digest is no night message, and reminders say what is the case. */
export const checkSending: Check = function* ({ profile: { notices, ladder } }) {
  const [from = 0, to = 0] = notices.quietHours.split('-').map(minutes);
  const length = (to - from + DAY) % DAY;
  if (length === 0) yield error(['notices', 'quietHours'], '起止时间不能一样,例如 "21:00-08:00"');
  else if (length > LONGEST_NIGHT) yield warning(['notices', 'quietHours'], '一天有一半以上不能发短信,请核对起止时间');
  if ((minutes(notices.digestAt) - from + DAY) % DAY < length)
    yield error(['notices', 'digestAt'], `早报时间落在不发短信的 ${notices.quietHours} 里,请错开`);
  const told = new Set<string>();
  for (const [i, { when, to: roles, notice }] of ladder.list.entries()) {
    const early = when.endsWith('before due');
    if (early !== (notice === 'due-soon'))
      yield error(
        ['ladder', 'list', i, 'notice'],
        early ? '到期前只能发 due-soon(快到期)' : '超期后要发 urge(催办)或 overdue-reminder(逾期提醒)',
      );
    for (const [j, role] of roles.entries()) {
      if (told.has(`${when}>${role}`))
        yield error(['ladder', 'list', i, 'to', j], `${when} 已经通知过 ${role},不能重复`);
      told.add(`${when}>${role}`);
    }
  }
};

const DAY = 24 * 60;
const LONGEST_NIGHT = 12 * 60;
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** A provider is named with what calling it needs, and nobody's number travels in the open. */
export const checkProviders: Check = function* ({ profile: { sms } }) {
  for (const [i, name] of sms.providers.entries())
    if (!isConfigured(sms, name))
      yield error(['sms', 'providers', i], `要用${smsProviderTitles[name]},还要写 sms.${name} 这一段`);
  if (sms.mas?.url.startsWith('http:'))
    yield warning(['sms', 'mas', 'url'], '是 http 地址,手机号和短信内容会明文传输;请改用 https,或只走专线');
};

/** A missing year blocks nothing, but whoever starts the hub should know that all deadlines will be provisional. */
export const checkCalendar: Check = function* ({ profile: { effectiveFrom }, calendar }) {
  const year = yearOf(effectiveFrom);
  if (calendar.years[year] === undefined)
    yield warning(['years'], `没有${year}年的放假安排,期限都标“暂定”,请照上一年的样子添上`, 'calendar');
};
