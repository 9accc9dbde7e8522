import { formatYuan, parseYuan } from './money.ts';
import type { Notice, NoticeKind } from './notice.ts';
import { messageFor } from './notice-text.ts';
import type { Profile } from './profile.ts';

/** One message for several notices: the carrier goes out with this wording, the parts are told with it. */
export interface Joint {
  carrier: Notice;
  parts: readonly Notice[];
  together: NonNullable<Notice['together']>;
}

/** What one addressee is to get: as few messages as can be, in the order in which the first of each was made. */
export interface MergePlan {
  joints: readonly Joint[];
  /** What goes out as it is. */
  singles: readonly Notice[];
}

/** Kinds that may become one message; of different families each is its own. What is urgent is in none. */
const families = {
  granted: 'aid',
  statement: 'aid',
  'task-urge': 'task-urge',
  'task-due-soon': 'task-due-soon',
} as const satisfies Partial<Record<NoticeKind, string>>;
type Family = (typeof families)[keyof typeof families];

const familyOf = ({ kind }: Pick<Notice, 'kind'>): Family | undefined =>
  Object.entries(families).find(([each]) => each === kind)?.[1];

/** More than this nobody reads as one; they become several. */
const MOST = 20;

/**
 * Whom a notice is for and with what it may be told: the person, never the phone, which a family may share; of offices the office. Undefined:
 * it goes out by itself. What a provider was ever handed is never made part of another message.
 */
export function addresseeOf(notice: Notice): string | undefined {
  const family = familyOf(notice);
  const { audience, channel, claimedAt, together, into } = notice;
  if (!family || channel !== 'sms' || claimedAt !== undefined || together || into) return undefined;
  return `${audience.to === 'person' ? audience.person : audience.office}#${family}`;
}

/** Whether a new notice waits for others to the same addressee. A window of no minutes merges nothing but what was held. */
export const gathers = (notice: Notice, minutes: number): boolean =>
  minutes > 0 && addresseeOf(notice) !== undefined && notice.status === 'queued';

/** Whether the window is over that the first of them opened. */
export const isRipe = (group: readonly Notice[], minutes: number, now: number): boolean =>
  group.some(({ createdAt }) => createdAt + minutes * 60_000 <= now);

/**
 * The same for the same notices in whatever order: a run cut short and made again comes to the same message. What the province's
 * providers could send of single ones and not of the joint one, for want of an approved template, stays single.
 */
export function mergePlan(
  notices: readonly Notice[],
  profile: Pick<Profile, 'notices' | 'statement' | 'texts' | 'sms'>,
): MergePlan {
  const { providers } = profile.sms;
  const isSayable = ({ carrier, together }: Joint) =>
    providers.every(
      (name) => messageFor({ ...carrier, together }, profile, name).ok || !messageFor(carrier, profile, name).ok,
    );
  const inOrder = notices.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const groups = [...Map.groupBy(inOrder, addresseeOf)].flatMap(([addressee, group]) =>
    addressee === undefined ? [] : [...chunks(group)],
  );
  const joints = groups.flatMap((group) => jointsOf(group).find(isSayable) ?? []);
  const taken = new Set(joints.flatMap(({ carrier, parts }) => [carrier, ...parts]));
  return { joints, singles: inOrder.filter((notice) => !taken.has(notice)) };
}

function* chunks(group: readonly Notice[]): Generator<readonly Notice[]> {
  for (let start = 0; start < group.length; start += MOST) yield group.slice(start, start + MOST);
}

/** The fullest first: grants without the statement are better than all of them by themselves. */
function jointsOf(group: readonly Notice[]): Joint[] {
  const [first] = group;
  if (!first) return [];
  const grants = group.filter(({ kind }) => kind === 'granted');
  const joints = familyOf(first) === 'aid' ? [aidJoint(group), aidJoint(grants)] : [taskJoint(group, first)];
  return joints.flatMap((joint) => joint ?? []);
}

/**
 * Grants, and one statement with them: two look-up codes in one text would be mixed up. A grant carries it, since a statement may be
 * declined and news of a grant may not.
 */
function aidJoint(group: readonly Notice[]): Joint | undefined {
  const grants = group.filter(({ kind, values }) => kind === 'granted' && fenOf(values) !== undefined);
  const statement = group.find(({ kind }) => kind === 'statement');
  const [carrier, ...others] = grants;
  const parts = [...others, ...(statement ? [statement] : [])];
  if (!carrier || parts.length === 0) return undefined;
  const newest = grants.at(-1)?.values ?? {};
  const sum = formatYuan(grants.reduce((total, { values }) => total + (fenOf(values) ?? 0), 0));
  const { 姓名, 电话 = '' } = newest;
  const values = {
    ...(姓名 !== undefined && { 姓名 }),
    事项: programmes(grants.map(({ values: { 事项 = '' } }) => 事项)),
    ...(statement ? { 总额: sum, ...doorOf(statement) } : { 金额: sum }),
    电话,
  };
  return { carrier, parts, together: { kind: 'granted', values, parts: parts.map(partOf) } };
}

/** What leads to the sheet: which period it is of, and its code. */
const doorOf = ({ values }: Notice) =>
  Object.fromEntries(['期间', '查询码'].flatMap((name) => (name in values ? [[name, values[name] ?? '']] : [])));

const fenOf = ({ 金额 = '' }: Notice['values']): number | undefined => {
  const parsed = parseYuan(金额);
  return parsed.ok ? parsed.value : undefined;
};

/** What two names may take of a text message. */
const LONGEST = 18;

/** 临时救助 · 临时救助(2笔) · 临时救助和残疾人补贴 · 临时救助等3项救助 */
function programmes(all: readonly string[]): string {
  const names = [...new Set(all)];
  const [first = '', second] = names;
  if (second === undefined) return all.length > 1 ? `${first}(${all.length}笔)` : first;
  const both = `${first}和${second}`;
  return names.length === 2 && both.length <= LONGEST ? both : `${first}等${names.length}项救助`;
}

function taskJoint(group: readonly Notice[], carrier: Notice): Joint | undefined {
  const parts = group.slice(1);
  if (parts.length === 0) return undefined;
  const names = [...Map.groupBy(group, ({ values: { 事项 = '' } }) => 事项)];
  const values = {
    件数: String(group.length),
    各项: names.map(([name, { length }]) => `${name}${length}件`).join('、'),
  };
  return { carrier, parts, together: { kind: carrier.kind, values, parts: parts.map(partOf) } };
}

const partOf = ({ subject, id, task }: Notice) => ({ subject, id, ...(task && { task }) });
