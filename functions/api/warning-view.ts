import type * as z from 'zod';
import { jointState } from '../../domain/joint.ts';
import { maskName } from '../../domain/masking.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { deadlineOf } from '../../domain/step-notice.ts';
import type { Warning } from '../../domain/warning.ts';
import { outcomeNames } from '../../domain/warning-acts.ts';
import { referralsOf } from '../shared/open-referral.ts';
import { may } from '../shared/staff-api/permissions.ts';
import type { Staff } from '../shared/staff-token.ts';
import { openTo } from './acting.ts';
import { aidAfter } from './aid-after.ts';
import { hintsFor } from './hint-views.ts';
import { noticeViews } from './notice-view.ts';
import { officeView } from './office-view.ts';
import type { ApiPorts } from './ports.ts';
import { referralItem } from './referral-item.ts';
import type { warningDetail } from './warning-answers.ts';
import { itemOf } from './warning-item.ts';

type Detail = z.output<typeof warningDetail>;
type ViewPorts = Pick<ApiPorts, 'warnings' | 'people' | 'signals' | 'notices' | 'referrals' | 'province' | 'clock'>;

/** Everything about one warning. Those who may not see its reasons see neither the factors nor what visitors found. */
export async function warningView(ports: ViewPorts, staff: Staff, warning: Warning): Promise<Detail> {
  const { province } = ports;
  const reasons = may(staff.role, 'warnings.reasons');
  const [history, notices, referrals, factors, aid] = await Promise.all([
    ports.warnings.history(warning.subject, warning.cycle),
    ports.notices.of(warning.subject),
    referralsOf(ports, warning),
    reasons ? factorsOf(ports, warning) : [],
    reasons ? aidAfter(ports, warning) : [],
  ]);
  const office = officeView(province, warning.office);
  return {
    ...itemOf(warning, ports.clock.now()),
    subject: warning.subject,
    version: warning.version,
    paused: warning.paused,
    referred: warning.referred || referrals.length > 0,
    ...(office && { office }),
    ...pauseView(warning, reasons),
    ...(warning.reopens !== undefined && { reopens: warning.reopens }),
    aid,
    profileVersion: warning.profileVersion,
    peakLevel: warning.peakLevel,
    ...(warning.level !== undefined && { currentLevel: warning.level }),
    raisedAt: offsetDateTime(warning.raisedAt),
    changedAt: offsetDateTime(warning.changedAt),
    ...(warning.closedAt !== undefined && { closedAt: offsetDateTime(warning.closedAt) }),
    factors,
    deadlines: { visit: deadlineView(warning.visitDue), feedback: deadlineView(warning.feedbackDue) },
    steps: warning.steps.map((step) => stepView(province, step)),
    visits: reasons ? visitViews(warning) : [],
    ...outcomeView(warning, reasons),
    history: history.toSorted((a, b) => a.version - b.version).map(historyView),
    notices: await noticeViews(
      ports,
      notices.filter((notice) => notice.warning === warning.id),
    ),
    hints: await hintsFor(ports, staff, warning.subject),
    // A matter may name an illness as a reason does.
    referrals: reasons ? referrals.map((referral) => referralItem(ports, referral)) : [],
    joint: jointState(referrals),
    openActs: openTo(staff, warning),
  };
}

async function factorsOf({ signals, people, province }: ViewPorts, { factors }: Warning): Promise<Detail['factors']> {
  const who = [...new Set(factors.map(({ person }) => person))];
  const [known, records] = await Promise.all([signals.of(who), people.get(who)]);
  const departments = new Map(province.profile.departments.map(({ key, name }) => [key, name]));
  return factors.map((factor) => {
    const behind = (known.get(factor.person) ?? []).filter(({ eventKey }) => factor.events.includes(eventKey));
    const sources = [...new Set(behind.map(({ department }) => departments.get(department) ?? department))];
    const { indicator, name, text, points, on, expiresAt, opens, beside } = factor;
    const maskedName = maskName(records.get(factor.person)?.name?.value ?? '');
    return {
      indicator,
      name,
      text,
      points,
      person: { id: factor.person, maskedName },
      since: on,
      ...(expiresAt !== undefined && { until: offsetDateTime(expiresAt) }),
      opens,
      beside: beside ?? false,
      sources,
    };
  });
}

const deadlineView = ({ at, why, provisional }: Warning['visitDue']) => ({ at: offsetDateTime(at), why, provisional });

const pauseView = ({ pause }: Warning, reasons: boolean): Pick<Detail, 'pause'> =>
  pause
    ? {
        pause: {
          since: offsetDateTime(pause.at),
          until: offsetDateTime(pause.until),
          by: pause.by,
          reason: reasons ? pause.reason : '',
        },
      }
    : {};

function stepView(province: ViewPorts['province'], step: Warning['steps'][number]): Detail['steps'][number] {
  const { at, when, role, notice, by, doneAt } = step;
  const office = officeView(province, step.office);
  return {
    at: offsetDateTime(at),
    when,
    deadline: deadlineOf(step),
    role,
    notice,
    by,
    ...(office && { office }),
    ...(doneAt !== undefined && { doneAt: offsetDateTime(doneAt) }),
  };
}

const visitViews = ({ visits = [] }: Warning): Detail['visits'] =>
  visits.map(({ visitedAt, met, findings, needs, note, photos, by, at }) => ({
    visitedAt: offsetDateTime(visitedAt),
    met,
    findings,
    needs,
    ...(note !== undefined && { note }),
    photos: photos ?? [],
    by,
    at: offsetDateTime(at),
  }));

function outcomeView({ outcome }: Warning, reasons: boolean): Pick<Detail, 'outcome'> {
  if (!outcome) return {};
  const { note, programmes } = outcome;
  return {
    outcome: {
      outcome: outcome.outcome,
      name: outcomeNames[outcome.outcome],
      at: offsetDateTime(outcome.at),
      by: outcome.by,
      programmes: programmes ?? [],
      ...(reasons && note !== undefined && { note }),
    },
  };
}

const historyView = ({
  version,
  at,
  change,
  by,
  level,
  score,
  detail,
}: Awaited<ReturnType<ViewPorts['warnings']['history']>>[number]): Detail['history'][number] => ({
  version,
  at: offsetDateTime(at),
  change,
  by,
  ...(level !== undefined && { level }),
  score,
  ...(detail !== undefined && { detail }),
});
