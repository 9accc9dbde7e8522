import type * as z from 'zod';
import { nearest } from './spelling.ts';
import type { YamlPath } from './yaml-source.ts';

/** One thing wrong in a file of a province: where, and in Chinese what would be right. */
export interface Trouble {
  path: YamlPath;
  message: string;
}

type Issue = z.core.$ZodIssue;
type Placed = { issue: Issue; path: YamlPath };

/**
 * zod's issues in an admin's words: each names one key, what would be right, and what stands there now. `schema` is the
 * JSON Schema of the same file: it knows which keys were possible where a key is misspelt.
 */
export function troublesOf(error: z.ZodError, value: unknown, schema: unknown): Trouble[] {
  const placed = error.issues.flatMap((issue) => place(issue, [], value));
  const strays = placed.flatMap(({ issue, path }) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => stray(path, key, value, schema)) : [],
  );
  // The key that was meant is then missing too: said once.
  const meant = new Set(strays.map(({ meant }) => meant?.join('.')));
  const rest = placed
    .filter(({ issue, path }) => issue.code !== 'unrecognized_keys' && !meant.has(path.join('.')))
    .map(({ issue, path }) => ({ path, message: worded(issue, path, valueAt(value, path)) }));
  return [...strays.map(({ path, message }) => ({ path, message })), ...rest];
}

/** Where a value may have several forms, finds the form that was meant, so that the message names the right key. */
function place(issue: Issue, above: YamlPath, value: unknown): Placed[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => ({ issue: inner, path }));
  if (issue.code !== 'invalid_union') return [{ issue, path }];
  const here = valueAt(value, path);
  const forms = issue.errors.filter((form) => !form.some(isOtherKind));
  const [best] = forms.toSorted((a, b) => misfit(a, here) - misfit(b, here));
  const ours = isOurs(issue.message);
  if (ours && (!best || misfit(best, here) > 0 || best.every((inner) => inner.path.length === 0)))
    return [{ issue, path }];
  return (best ?? issue.errors[0] ?? []).flatMap((inner) => place(inner, path, value));
}

/** A number where a block belongs, and the like: that form was not meant at all. */
const isOtherKind = ({ code, path }: Issue) => code === 'invalid_type' && path.length === 0;

/** How many keys a form misses or does not know. */
function misfit(form: readonly Issue[], value: unknown): number {
  const misfits: number[] = form.map((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.length;
    return issue.path.length === 1 && valueAt(value, [String(issue.path[0])]) === undefined ? 1 : 0;
  });
  return misfits.reduce((sum, each) => sum + each, 0);
}

/** Our own sentences are Chinese, zod's are English. */
const isOurs = (message: string) => /\p{Script=Han}/u.test(message);

function worded(issue: Issue, path: YamlPath, found: unknown): string {
  const right = isOurs(issue.message) ? issue.message : generic(issue);
  if (found === undefined) return `缺少“${path.at(-1) ?? ''}”这一项${right ? `:${right}` : ''}`;
  return `${right || '写法不对'}${shown(path, found)}`;
}

const kinds: Readonly<Record<string, string>> = {
  string: '要写文字;像数字的文字要加引号',
  number: '要写数字,不加引号',
  int: '要写整数,不加引号',
  boolean: '要写 true 或 false',
  array: '要写成清单:[一项, 另一项],或每行以“- ”开头',
  object: '要写成一组“名字: 内容”',
  record: '要写成一组“名字: 内容”',
};

function generic(issue: Issue): string {
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? '';
  if (issue.code === 'invalid_value') return `只能写 ${issue.values.map(String).join('、')}`;
  return '';
}

/** What stands there, so that it can be searched for; never a phone, which is somebody's. */
function shown(path: YamlPath, found: unknown): string {
  if (['phone', 'landline'].includes(String(path.at(-1)))) return '';
  if (found === null) return '(现在是空的)';
  return typeof found === 'object' ? '' : `(现在写的是 ${String(found).slice(0, 40)})`;
}

function stray(path: YamlPath, key: string, value: unknown, schema: unknown) {
  const known = keysAt(schema, path);
  const present = valueAt(value, path);
  const free = known.filter((each) => valueAt(present, [each]) === undefined);
  const meant = nearest(key, free);
  const advice = meant ? `是不是想写 ${meant}?` : `这里可以写 ${known.join('、')}`;
  const message = `没有“${key}”这一项,${advice}`;
  return { path: [...path, key], message, ...(meant && { meant: [...path, meant] }) };
}

/** The keys that a JSON Schema knows at a path, over all forms the value may have. */
function keysAt(schema: unknown, path: YamlPath): string[] {
  let at = forms(schema);
  for (const step of path)
    at = at.flatMap((form) =>
      forms(
        typeof step === 'number'
          ? valueAt(form, ['items'])
          : (valueAt(form, ['properties', step]) ?? valueAt(form, ['additionalProperties'])),
      ),
    );
  const named = (form: unknown) => Object.keys(valueAt(form, ['properties']) ?? {});
  const listed = (form: unknown) => Object.values(valueAt(form, ['propertyNames', 'enum']) ?? {}).map(String);
  return [...new Set(at.flatMap((form) => [...named(form), ...listed(form)]))];
}

function forms(schema: unknown): unknown[] {
  const any = valueAt(schema, ['anyOf']);
  return Array.isArray(any) ? any.flatMap(forms) : [schema];
}

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null ? Object.entries(at).find(([k]) => k === String(step))?.[1] : undefined,
    value,
  );
}
