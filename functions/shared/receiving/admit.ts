import { canonicalJson } from '../../../domain/canonical-json.ts';
import { type HubEvent, parseEvent } from '../../../domain/events/event.ts';
import { typeOf } from '../../../domain/events/schemas.ts';
import type { Ledger, LedgerEntry } from '../ledger.ts';
import type { Hasher } from '../sealing.ts';
import { type EventResult, forbidden, idOf, invalid } from './result.ts';
import { forbiddenBecause, type Rights } from './rights.ts';

export interface AdmitPorts {
  ledger: Pick<Ledger, 'get'>;
  hasher: Pick<Hasher, 'eventKey' | 'contentDigest'>;
}

/** An event on its way into the ledger, also as parsed, or the reason why it does not go there. */
export type Admission = { entry: LedgerEntry; event: HubEvent; target?: string } | { result: EventResult };

/** Checks each event by itself, then that what it takes back or replaces is the department's own. `now` is epoch ms. */
export async function admit(
  ports: AdmitPorts,
  rights: Rights,
  events: readonly unknown[],
  now: number,
): Promise<Admission[]> {
  const admissions = events.map((input) => admitOne(ports.hasher, rights, input, now));
  const targets = admissions.flatMap((admission) => ('entry' in admission ? (admission.target ?? []) : []));
  if (targets.length === 0) return admissions;
  const found = await ports.ledger.get([...new Set(targets)]);
  return admissions.map((admission) => {
    if (!('entry' in admission) || admission.target === undefined) return admission;
    const department = found.get(admission.target)?.department ?? rights.key.department;
    if (department === rights.key.department) return admission;
    return { result: forbidden(admission.entry.id, '只能撤回或更正本单位报送的事件') };
  });
}

function admitOne(hasher: AdmitPorts['hasher'], rights: Rights, input: unknown, now: number): Admission {
  const parsed = parseEvent(input, now);
  if (!parsed.ok) return { result: invalid(idOf(input), parsed.issues) };
  const { event } = parsed;
  const because = forbiddenBecause(rights, event);
  if (because !== undefined) return { result: forbidden(event.id, because) };
  const { id, name, source, supersedes } = event;
  const sent = asSent(input);
  const digest = digestOf(hasher, event, sent);
  if (digest === undefined)
    return {
      result: invalid(id, [{ path: 'data', code: 'malformed-text', message: '文字里有残缺的字符,请重新录入' }]),
    };
  const key = hasher.eventKey(source, id);
  const target = targetOf(hasher, event);
  if (target?.key === key)
    return { result: invalid(id, [{ path: target.path, code: 'itself', message: '这里写的是事件自己的编号' }]) };
  const { department, area } = rights.key;
  const entry = {
    key,
    digest,
    name,
    id,
    source,
    department,
    area,
    storedAt: now,
    ...sent,
    ...(supersedes && { supersedes }),
  };
  return { entry, event, ...(target && { target: target.key }) };
}

/** Time and data as they came: the ledger keeps what was said, not what we made of it. */
function asSent(input: unknown): { time: string; data: unknown } {
  const whole = typeof input === 'object' && input !== null ? input : {};
  const time = 'time' in whole && typeof whole.time === 'string' ? whole.time : '';
  return { time, data: 'data' in whole ? whole.data : undefined };
}

/** Undefined where a text holds half a surrogate pair: JSON can carry it, but it has no UTF-8 and so no digest. */
function digestOf(
  hasher: AdmitPorts['hasher'],
  { name, id, source }: HubEvent,
  { time, data }: { time: string; data: unknown },
): string | undefined {
  if (!id.isWellFormed() || !source.isWellFormed()) return undefined;
  try {
    return hasher.contentDigest(canonicalJson({ type: typeOf(name), time, data }));
  } catch {
    return undefined;
  }
}

/** The event that this one takes back or replaces. */
function targetOf(hasher: AdmitPorts['hasher'], event: HubEvent): { key: string; path: string } | undefined {
  if (event.name === 'retraction') {
    const { source, id } = event.data.retracts;
    return { key: hasher.eventKey(source, id), path: 'data.retracts.id' };
  }
  return event.supersedes === undefined
    ? undefined
    : { key: hasher.eventKey(event.source, event.supersedes), path: 'supersedes' };
}
