import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';
import { CalendarSchema } from '../domain/calendar.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { checkProfile, type Finding } from '../domain/check-profile.ts';
import { changesWithin, divisionChangesSchema } from '../domain/division-changes.ts';
import { officesSchema } from '../domain/office.ts';
import { profileSchema } from '../domain/profile.ts';
import { type Province, parseProvince } from '../domain/province.ts';
import { extractDivisions } from './divisions.ts';
import { withVillageCodes } from './office-villages.ts';
import { type Trouble, troublesOf } from './profile-issues.ts';
import { editorSchemas } from './profile-schema.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

const PROVINCES = path.join(import.meta.dirname, '..', 'provinces');

/** What is wrong in a province's files, a line each: `provinces/gansu.yaml:43 levels.list[2].visit: 期限要写成 …`. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

interface CompiledProvince {
  /** `province.json`: canonical JSON, so that the same rules give the same bytes and the same version. */
  readonly json: string;
  readonly province: Province;
  /** What works, but an admin should know of; located like the problems of a `ProfileError`. */
  readonly warnings: readonly string[];
}

/** The provinces that have a file of rules. */
export function provinceNames(folder = PROVINCES): string[] {
  return readdirSync(folder)
    .flatMap((file) => /^([a-z][a-z0-9-]*)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/**
 * Reads and checks `<folder>/<name>.yaml`, its offices and its calendar, and adds the division table. Throws `ProfileError`
 * with everything that is wrong in any of them at once.
 */
export function compileProvince(name: string, folder = PROVINCES): CompiledProvince {
  const profile = read(path.join(folder, `${name}.yaml`), profileSchema, editorSchemas['profile.schema.json']);
  const offices = read(path.join(folder, `${name}.offices.yaml`), officesSchema, editorSchemas['offices.schema.json']);
  const calendar = profile.parsed && read(path.join(folder, profile.parsed.calendar.source), CalendarSchema, {});
  const changed = read(path.join(folder, 'divisions', 'changes.yaml'), divisionChangesSchema, {});
  const problems = [profile, offices, calendar, changed].flatMap((each) => each?.problems ?? []);
  if (!profile.parsed || !offices.parsed || !calendar?.parsed || !changed.parsed) throw new ProfileError(problems);
  const placed = withVillageCodes(offices.parsed.offices);
  if (placed.problems.length > 0) throw new ProfileError(placed.problems.map((each) => locate(offices.source, each)));
  const changes = changesWithin(profile.parsed.division, changed.parsed.changes);
  const content = {
    profile: profile.source.value,
    offices: placed.offices,
    calendar: calendar.parsed,
    divisions: { ...extractDivisions(profile.parsed.division), ...(changes.length > 0 && { changes }) },
  };
  const version = createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 16);
  const json = canonicalJson({ version, ...content });
  const province = parseProvince(JSON.parse(json));
  const sources = { profile: profile.source, offices: offices.source, calendar: calendar.source };
  const { errors, warnings } = checkProfile(province);
  if (province.profile.province !== name)
    errors.unshift({ file: 'profile', path: ['province'], message: `要和文件名一样,写 ${name}` });
  if (errors.length > 0) throw new ProfileError(located(errors, sources));
  return { json, province, warnings: located(warnings, sources) };
}

type Read<T> =
  | { source: YamlSource; parsed: T; problems: readonly string[] }
  | { source?: never; parsed?: never; problems: readonly string[] };

function read<T>(wanted: string, schema: z.ZodType<T>, editorSchema: unknown): Read<T> {
  const file = path.relative('', wanted);
  if (!existsSync(file)) return { problems: [`${file}: 没有这个文件`] };
  const source = readYaml(file);
  if (source.errors.length > 0)
    return { problems: source.errors.map(({ line, message }) => `${file}:${line} ${message}${hint(source, line)}`) };
  const parsed = schema.safeParse(source.value);
  if (parsed.success) return { source, parsed: parsed.data, problems: [] };
  const troubles = troublesOf(parsed.error, source.value, editorSchema);
  const lines = troubles.map((trouble) => ({ trouble, line: source.lineOf(trouble.path) }));
  const inOrder = lines.toSorted((a, b) => a.line - b.line);
  return { problems: inOrder.map(({ trouble, line }) => `${locate(source, trouble)}${hint(source, line)}`) };
}

function locate(source: YamlSource, { path: steps, message }: Trouble): string {
  const key = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return `${source.file}:${source.lineOf(steps)} ${key.replace(/^\./, '') || '全文'}: ${message}`;
}

const located = (findings: readonly Finding[], sources: Record<Finding['file'], YamlSource>) =>
  findings.map(({ file, ...trouble }) => locate(sources[file], trouble));

/** The commonest slip of a Chinese keyboard, and the hardest to see. */
const hint = (source: YamlSource, line: number) =>
  source.hasChinesePunctuation(line) ? '。这一行有中文标点:冒号、逗号、括号、引号要用英文的' : '';
