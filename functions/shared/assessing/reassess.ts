import { type Decision, decide, type Situation, type Subject } from '../../../domain/decide.ts';
import { leadsAmong } from '../../../domain/lead.ts';
import type { Province } from '../../../domain/province.ts';
import { lastVerified } from '../../../domain/repeat.ts';
import { dayOf, monthOf } from '../../../domain/shanghai-day.ts';
import { closed, type History, isOpen, routedTo, type Warning } from '../../../domain/warning.ts';
import { backOff } from '../back-off.ts';
import type { Clock } from '../clock.ts';
import { currentMembers } from '../current-members.ts';
import type { Membership, People } from '../people.ts';
import { presentHead } from '../present-head.ts';
import { SafeError } from '../safe-error.ts';
import type { Hasher } from '../sealing.ts';
import type { Signals } from '../signals.ts';
import { townshipFor } from '../subject.ts';
import type { Commit, Warnings } from '../warnings.ts';

export interface ReassessPorts {
  people: Pick<People, 'get' | 'members'>;
  signals: Pick<Signals, 'of'>;
  warnings: Pick<Warnings, 'latest' | 'commit'>;
  hasher: Pick<Hasher, 'scoped'>;
  province: Province;
  clock: Clock;
  smsAvailable: boolean;
}

/** What is known from outside the stores when a subject is looked at again. */
export interface Occasion {
  /** Where the report came from: the last resort of routing. */
  reportedFrom?: string;
  /** Somebody moved, joined or was named by a roster: where the subject lives must be looked up again. */
  placesTouched?: boolean;
  /** People (or a household all have left) who may still have an open warning of their own that the subject's absorbs. */
  joined?: readonly string[];
}

/** More than enough for two members' events in two shards; a subject as busy as this is retried by the stream. */
const MOST_ATTEMPTS = 12;

/**
 * Looks at one subject again and commits what follows, or nothing. The warning is read before the signals: a signal that
 * comes later then shows as a conflict, and the whole is read again.
 */
export async function reassess(ports: ReassessPorts, subject: string, occasion: Occasion = {}): Promise<Decision> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const decision = await decideNow(ports, subject, occasion, attempt);
    if (decision.kind === 'unchanged') return decision;
    const result = await ports.warnings.commit(commitOf(decision, ports.clock.now()));
    if (result === 'committed') {
      // One transaction absorbs one warning; the other members' are next.
      if (decision.absorbs) await reassess(ports, subject, occasion);
      return decision;
    }
    if (result === 'conflict') await backOff(attempt + 1);
  }
  throw new SafeError('subject-too-busy', 'a subject kept changing while it was decided');
}

/** What `decide` would say of a subject now, without committing it: reconciling compares, simulation reports. */
export const lookAgain = (ports: ReassessPorts, subject: string): Promise<Decision> => decideNow(ports, subject, {}, 0);

async function decideNow(ports: ReassessPorts, id: string, occasion: Occasion, attempt: number): Promise<Decision> {
  const { warnings, signals, province, clock } = ports;
  const latest = await warnings.latest(id);
  const stays = await membersOf(ports, id);
  const known = await signals.of(stays.map(({ person }) => person));
  const members = stays.map(({ person }) => ({ person, signals: known.get(person) ?? [] }));
  const leads = leadsAmong(members);
  const [personal, verified] = [
    await openPersonal(ports, id, [...(occasion.joined ?? []), ...leads]),
    await verifiedLead(ports, leads),
  ];
  const situation = {
    members,
    latest,
    personal,
    verified,
    province,
    now: clock.now(),
    ids: idsFor(ports, attempt),
  };
  // Most events change nothing: where people live is read only where something follows from them, or may have moved.
  const standing = decide({ ...situation, subject: { id, township: latest ? routedTo(latest) : '' } });
  if (standing.kind === 'unchanged' && !occasion.placesTouched) return standing;
  return decide({ ...situation, subject: await place(ports, id, stays, latest, occasion) });
}

async function membersOf({ people }: ReassessPorts, id: string): Promise<Membership[]> {
  if (!id.startsWith('h-')) return [{ household: id, person: id, relation: 'head', from: '' }];
  return currentMembers(await people.members(id));
}

async function openPersonal(
  { warnings }: ReassessPorts,
  id: string,
  joined: readonly string[],
): Promise<Warning | undefined> {
  for (const person of joined) {
    const own = person === id ? undefined : await warnings.latest(person);
    if (own && isOpen(own)) return own;
  }
  return undefined;
}

/** What a lead was verified with before it was known whom it was about; the newest, where there were several. */
async function verifiedLead({ warnings }: ReassessPorts, leads: readonly string[]): Promise<Warning | undefined> {
  const found = await Promise.all(leads.map((lead) => warnings.latest(lead)));
  return found.reduce<Warning | undefined>(
    (newest, each) => (each?.outcome ? lastVerified(newest, each) : newest),
    undefined,
  );
}

async function place(
  { people, province }: ReassessPorts,
  id: string,
  members: readonly Membership[],
  latest: Warning | undefined,
  { reportedFrom }: Occasion,
): Promise<Subject> {
  const record = await presentHead(people, members);
  const township = townshipFor(record, province, latest ? routedTo(latest) : reportedFrom);
  return { id, township, ...(record?.name && { headName: record.name.value }) };
}

export function idsFor(
  { hasher, smsAvailable }: Pick<ReassessPorts, 'hasher' | 'smsAvailable'>,
  attempt = 0,
): Situation['ids'] {
  return {
    smsAvailable,
    notice: (...parts) => hasher.scoped('notice', ...parts),
    number: (warning, now) => `W${numberIn(now, hasher.scoped('number', warning, String(attempt)))}`,
  };
}

/** `Z2611-01234567`: what people call a referral by. The same parts make the same number within a month. */
export const referralNumber = (hasher: Pick<Hasher, 'scoped'>, parts: readonly string[], now: number): string =>
  `Z${numberIn(now, hasher.scoped('number', 'referral', ...parts))}`;

/** Year and month, and what an old man can read out over the phone. */
function numberIn(now: number, hash: string): string {
  const [, year = '', month = ''] = /^..(..)-(..)/.exec(monthOf(dayOf(now))) ?? [];
  return `${year}${month}-${digits(hash)}`;
}

/** Eight digits from a hash: what an old man can read out over the phone. */
function digits(hash: string): string {
  const value = Buffer.from(hash, 'base64url').readUInt32BE(0) % 100_000_000;
  return String(value).padStart(8, '0');
}

export function commitOf(decision: Extract<Decision, { kind: 'commit' }>, at: number): Commit {
  const { warning, change, expected, notices, counts, absorbs, detail } = decision;
  return {
    warning,
    ...(expected !== undefined && { expected }),
    history: historyOf(warning, change, at, detail),
    notices,
    counts,
    day: dayOf(at),
    ...(absorbs && { absorbs: absorption(absorbs, warning, at) }),
  };
}

function absorption(personal: Warning, into: Warning, at: number): NonNullable<Commit['absorbs']> {
  const merged: Warning = {
    ...closed(personal, at),
    version: personal.version + 1,
    status: 'merged',
    changedAt: at,
  };
  return {
    warning: merged,
    expected: personal.version,
    history: historyOf(merged, 'merged', at, `并入 ${into.number}`),
  };
}

export function historyOf(
  warning: Warning,
  change: History['change'],
  at: number,
  detail?: string,
  by = 'hub',
): History {
  const { subject, cycle, version, peakLevel, score, profileVersion } = warning;
  return {
    subject,
    cycle,
    version,
    at,
    change,
    by,
    level: peakLevel,
    score,
    profileVersion,
    ...(detail && { detail }),
  };
}
