import type { PlannedVisit } from '../../domain/planned-visit.ts';
import { actOnVisit, cancelled, openVisitActs, type VisitDoing } from '../../domain/planned-visit-acts.ts';
import { startOf } from '../../domain/shanghai-day.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { OutreachPorts } from './ports.ts';
import { mustBeCurrent, refusedAct, wrongField } from './refusals.ts';
import { keepFindings } from './visit-findings.ts';

/** Writes that lose against the hub's own reminders and moves are tried again; more than this is no accident. */
const MOST_ATTEMPTS = 5;

/**
 * Does one act on a visit. What was found is stored before the visit is closed: a crash between leaves it open, and the same
 * request stores nothing twice. Somebody who was there was there, whatever the hub did meanwhile: `done` is taken on an older
 * version too. Throws 409 where the state does not allow it.
 */
export async function performVisit(
  ports: OutreachPorts,
  staff: Staff,
  { id }: PlannedVisit,
  seen: number,
  doing: VisitDoing,
): Promise<PlannedVisit> {
  const { visits, province, clock } = ports;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const visit = await visits.get(id);
    if (!visit) break;
    if (repeats(visit, doing)) return visit;
    if (doing.act !== 'done' || seen > visit.version) mustBeCurrent(seen, visit, openVisitActs(visit));
    const now = clock.now();
    const acted = actOnVisit(visit, doing, staff.sub, { province, now });
    if (!acted.ok) throw refusedAct('这次走访现在的状态不能这样操作', acted.open, visit);
    if (doing.act === 'done') {
      mustBeComplete(visit, doing.call, now);
      await keepFindings(ports, staff, visit, doing.call);
    }
    if (!(await visits.put(acted.visit))) continue;
    if (acted.visit.status === 'done') await replaceEarlier(ports, acted.visit, now);
    return acted.visit;
  }
  throw refusedAct('这次走访正在变动,请刷新后再试', [], { version: seen });
}

/** The same key with other content is another request by mistake: nothing is taken of it. */
function repeats(visit: PlannedVisit, doing: VisitDoing): boolean {
  const mark = doing.act === 'done' ? doing.call.request : undefined;
  const earlier = mark && visit.calls.find(({ request }) => request?.key === mark.key);
  if (!earlier) return false;
  if (earlier.request?.digest === mark.digest) return true;
  throw refusedAct('这个 Idempotency-Key 已经用过,但内容不同;请换一个', openVisitActs(visit), visit);
}

/** A visit is a thing of the past and of its period, and with somebody met every line of the checklist has its answer. */
function mustBeComplete(
  { from, checklist }: PlannedVisit,
  { visitedAt, met, answers }: Extract<VisitDoing, { act: 'done' }>['call'],
  now: number,
): void {
  if (visitedAt > now) throw wrongField('visitedAt', '走访时间在将来,请核对');
  if (visitedAt < startOf(from)) throw wrongField('visitedAt', '走访时间早于本期第一天,请核对');
  const items = answers.map(({ item }) => item);
  const strange = items.find((item, i) => !checklist.includes(item) || items.indexOf(item) !== i);
  if (strange !== undefined) throw wrongField('answers', `清单里没有这一项,或写了两次:${strange}`);
  const missing = met === 'nobody' ? [] : checklist.filter((item) => !items.includes(item));
  if (missing.length > 0) throw wrongField('answers', `还有没填的项目:${missing.join('、')}`);
}

/** Whoever was late by a period visits once for both. */
async function replaceEarlier({ visits }: OutreachPorts, done: PlannedVisit, now: number): Promise<void> {
  for (const visit of await visits.of(done.subject)) {
    if (visit.open && visit.watch === done.watch && visit.to < done.from)
      await visits.put(cancelled(visit, 'visited-later', now));
  }
}
