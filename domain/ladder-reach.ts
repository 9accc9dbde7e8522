import { divisionName } from './division.ts';
import type { Notice } from './notice.ts';
import type { NoticeIds } from './notice-plan.ts';
import { contactOn, type Office, officeFor } from './office.ts';
import { type Role, roles } from './profile.ts';
import type { Province } from './province.ts';
import { dayOf, monthOf } from './shanghai-day.ts';
import type { Step } from './warning.ts';

/** Whom a step reaches; `hole` says in Chinese why it is not whom the ladder names, or not by text message. */
export interface Reached {
  step: Step;
  office: Office | undefined;
  hole?: string;
}

/**
 * The office that a step goes to when it is taken. Frozen is which office; one that is gone, or was missing and has come
 * since, is looked up again. Where the level has none the next one up that has an office takes it, and the hole is said.
 */
export function reach(step: Step, township: string, { offices, divisions }: Province, now: number): Reached {
  const frozen = offices.find(({ id }) => id === step.office);
  const named = frozen !== undefined && (frozen.role === step.role || step.role === 'township');
  const office = named ? frozen : officeFor(offices, step.role, township);
  if (!office) return { step, office, hole: `${roleNames[step.role]}和以上各级都没有登记单位,这一步没有人收到` };
  const routed = officeFor(offices, step.role, township);
  if (office.role !== step.role && office.id === routed?.id) {
    const place = divisionName(township.slice(0, DIGITS[step.role]), divisions);
    return { step, office, hole: `${place}没有登记${roleNames[step.role]}单位,改发${office.name}` };
  }
  if (step.by === 'sms' && !contactOn(office, dayOf(now)))
    return { step, office, hole: `${office.name}没有登记收短信的手机,改打座机` };
  return { step, office };
}

const DIGITS = { township: 9, county: 6, prefecture: 4, province: 2 } as const satisfies Record<Role, number>;
export const roleNames = { township: '乡级', county: '县级', prefecture: '市级', province: '省级' } as const;

/**
 * Tells the next office up that can be written to of a hole, once a month: it is for them to have an office or a mobile
 * registered. undefined where nobody is left to tell; the warning's history says it in any case.
 */
export function holeNotice(
  { step, office, hole }: Reached,
  township: string,
  { offices, divisions }: Province,
  ids: NoticeIds,
  now: number,
): Notice | undefined {
  if (hole === undefined || !office) return undefined;
  const addressee = office.role === step.role ? above(offices, step.role, township) : office;
  if (!addressee) return undefined;
  const subject = `o-${addressee.id}`;
  return {
    subject,
    id: ids.notice(subject, 'ladder-hole', monthOf(dayOf(now))),
    kind: 'ladder-hole',
    channel: ids.smsAvailable && contactOn(addressee, dayOf(now)) ? 'sms' : 'call-back',
    audience: { to: 'office', office: addressee.id, role: addressee.role },
    cause: `ladder-hole#${monthOf(dayOf(now))}`,
    township,
    reason: hole,
    values: { 地点: divisionName(township.slice(0, DIGITS[step.role]), divisions), 级别: roleNames[step.role] },
    status: 'queued',
    createdAt: now,
  };
}

function above(offices: readonly Office[], role: Role, township: string): Office | undefined {
  const next = roles.options[roles.options.indexOf(role) + 1];
  return next && officeFor(offices, next, township);
}
