import { chineseDate, dayOf } from '../../domain/shanghai-day.ts';
import { isOpen, type Warning } from '../../domain/warning.ts';
import { outcomeNames } from '../../domain/warning-acts.ts';
import { HttpProblem } from '../shared/problem.ts';
import { seesWarning } from '../shared/staff-api/area.ts';
import { etagOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { subjectOf } from '../shared/subject.ts';
import type { ApiPorts } from './ports.ts';

type ClosedPorts = Pick<ApiPorts, 'warnings' | 'people' | 'province'>;

/** What was done for a closed warning is not lost: the refusal says what happened, and where it can be filed instead. */
export async function refusedClosed(ports: ClosedPorts, staff: Staff, warning: Warning): Promise<HttpProblem> {
  const [happened, open] = await Promise.all([whatHappened(ports, warning), openElsewhere(ports, warning)]);
  const where = open && (await seesWarning(ports, staff, open)) ? open : undefined;
  const advice = where
    ? `请登记到 ${where.number}`
    : open
      ? '这一户现在由别的地方办理,请联系县民政'
      : '这一户现在没有在办的预警;有新情况请作为主动反映上报';
  return new HttpProblem(409, {
    detail: `${happened};${advice}`,
    members: {
      openActs: [],
      version: warning.version,
      standing: warning.status,
      ...(where && { openWarning: { id: where.id, number: where.number } }),
    },
    headers: { etag: etagOf(warning) },
  });
}

/** Reopening goes on from the newest cycle, once that is closed. Throws 409 otherwise. */
export function mustBeLatest(warning: Warning, latest: Warning | undefined): void {
  if (!latest || latest.id === warning.id) return;
  const { id, number, version } = latest;
  const detail = isOpen(latest)
    ? `这一户已有在办的预警 ${number},不用重新办理`
    : `这一户后来还有预警 ${number},请从那一条重新办理`;
  throw new HttpProblem(409, {
    detail,
    members: { openActs: [], version, ...(isOpen(latest) && { openWarning: { id, number } }) },
  });
}

async function whatHappened({ warnings }: ClosedPorts, warning: Warning): Promise<string> {
  const on = chineseDate(dayOf(warning.closedAt ?? warning.changedAt));
  if (warning.outcome) return `这条预警${on}已办结(${outcomeNames[warning.outcome.outcome]})`;
  const detail = await closingDetail({ warnings }, warning);
  return `这条预警${on}已${warning.status === 'merged' ? '合并' : '撤销'}${detail === undefined ? '' : `:${detail}`}`;
}

async function closingDetail({ warnings }: Pick<ClosedPorts, 'warnings'>, { subject, cycle, version }: Warning) {
  const history = await warnings.history(subject, cycle);
  return history.find((each) => each.version === version)?.detail;
}

/** The open warning of the same people: a later cycle, the household's that absorbed it, or that of where the person is now. */
async function openElsewhere(ports: ClosedPorts, warning: Warning): Promise<Warning | undefined> {
  for (const subject of new Set([warning.subject, ...(await heirs(ports, warning))])) {
    const latest = await ports.warnings.latest(subject);
    if (latest && isOpen(latest)) return latest;
  }
  return undefined;
}

async function heirs(ports: ClosedPorts, warning: Warning): Promise<string[]> {
  const { subject, status } = warning;
  const [, number] = (status === 'merged' && /(W\d{4}-\d{8})/.exec((await closingDetail(ports, warning)) ?? '')) || [];
  const into = number === undefined ? undefined : await ports.warnings.byNumber(number);
  const person = subject.startsWith('p-') ? (await ports.people.get([subject])).get(subject) : undefined;
  return [into?.subject, subjectOf(person, ports.province)].filter((each) => each !== undefined);
}
