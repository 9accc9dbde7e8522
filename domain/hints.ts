import type { Profile } from './profile.ts';
import type { Member } from './scoring/assessment.ts';
import { effective } from './scoring/effective.ts';
import { standingOf } from './scoring/standing.ts';
import { addMonths, chineseDate, type Day, dayOf } from './shanghai-day.ts';
import type { Signal, SignalOf } from './signal.ts';
import { signalKinds } from './signal.ts';
import { splitSource } from './variants.ts';

/** Something to look into at the door, with its reasons; it scores nothing, and decides nothing. */
export interface Hint {
  key: string;
  name: string;
  /** What the visitor reads. */
  text: string;
  basis: 'published' | 'illustrative';
  /** Why it is shown, each in a line of Chinese. */
  reasons: string[];
  /** Whom it is about. */
  person: string;
}

/**
 * The profile's hints that apply to a household today, one for each person who gives reason. `among` is asked of the
 * household: one living member in the category is enough, as aid is by household.
 */
export function hintsOf(
  members: readonly Member[],
  { hints, roster }: Pick<Profile, 'hints' | 'roster'>,
  now: number,
): Hint[] {
  const living = members
    .map((member) => ({ ...member, standing: standingOf(member.signals, now) }))
    .filter(({ standing }) => standing.alive);
  const held = new Set(living.flatMap(({ standing }) => [...standing.categories]));
  return hints.flatMap(({ key, name, text, basis, among, when }) => {
    const categories = among.filter((category) => held.has(category));
    if (among.length > 0 && categories.length === 0) return [];
    const why = categories.map((category) => `家里在册:${nameOf(roster, category)}`);
    return living.flatMap(({ person, signals }) => {
      const found = [...new Set(when.flatMap((source) => reasonsFrom(source, signals, dayOf(now))))];
      return found.length === 0 ? [] : [{ key, name, text, basis, reasons: [...why, ...found], person }];
    });
  });
}

const nameOf = ({ categories }: Profile['roster'], key: string) =>
  categories.find((category) => category.key === key)?.name ?? key;

/** What has no end of its own is news for so long. */
const NEWS_MONTHS = 12;

function reasonsFrom(source: string, signals: readonly Signal[], today: Day): string[] {
  const { type, variant } = splitSource(source);
  const kind = signalKinds.safeParse(type);
  if (!kind.success) return [];
  return effective(signals, kind.data)
    .filter((signal) => standsOn(signal, today) && (variant === undefined || variantsOf(signal).includes(variant)))
    .map((signal) => `${wordsFor(signal)}(${chineseDate(signal.on, { year: true })})`);
}

function standsOn(signal: Signal, today: Day): boolean {
  if (signal.on > today) return false;
  switch (signal.kind) {
    case 'chronic-disease':
      return signal.validUntil === undefined || signal.validUntil >= today;
    case 'disability':
      return signal.status === 'valid';
    default:
      return addMonths(signal.on, NEWS_MONTHS) > today;
  }
}

/** What `type/variant` may name of it; a disability by its grade, its kind, or both. */
function variantsOf(signal: Signal): string[] {
  switch (signal.kind) {
    case 'disability': {
      const [kind, grade] = [`kind${signal.disability}`, `grade${signal.grade}`];
      return [kind, grade, `${kind}-${grade}`];
    }
    case 'chronic-disease':
      return [signal.seriousness];
    case 'medical-expense':
      return [signal.visit];
    case 'accident':
      return [signal.accident];
    case 'self-report':
      return [signal.need];
    default:
      return [];
  }
}

/** Kinds of disability by GB/T 26341, in its order. */
const disabilities = ['视力', '听力', '言语', '肢体', '智力', '精神', '多重'];
const grades = ['一', '二', '三', '四'];

const plain: Partial<Record<Signal['kind'], string>> = {
  hospitalization: '住院',
  'medical-expense': '医疗费用',
  'medical-burden': '医疗费用累计',
  unemployment: '登记失业',
  'university-admission': '考上大学',
  'education-expense': '教育支出',
  'income-drop': '收入下降',
  accident: '意外、灾害',
  'self-report': '主动反映困难',
};

function wordsFor(signal: Signal): string {
  if (signal.kind === 'chronic-disease') return signal.seriousness === 'serious' ? '重病认定' : '慢性病认定';
  return signal.kind === 'disability' ? disabilityWords(signal) : (plain[signal.kind] ?? signal.kind);
}

const disabilityWords = ({ disability, grade }: SignalOf<'disability'>) =>
  `${disabilities[disability - 1] ?? ''}残疾${grades[grade - 1] ?? grade}级`;
