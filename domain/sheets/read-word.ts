import { type Parsed, refused, taken } from '../refusal.ts';
import type { Column } from './columns.ts';
import { headingKey } from './heading-key.ts';
import { visitTypeOf } from './national-codes.ts';

type Worded = Pick<Column, 'field' | 'words' | 'spoken'>;

const dictionaries = new WeakMap<Worded, ReadonlyMap<string, string>>();

/** All words of a column, the keys of the interface among them, in the form in which two people write them the same. */
function dictionaryOf(column: Worded): ReadonlyMap<string, string> {
  const known = dictionaries.get(column);
  if (known) return known;
  const { words = {}, spoken } = column;
  const values = Object.values(words).map((value): [string, string] => [value, value]);
  const all = [...Object.entries(spoken), ...values, ...Object.entries(words)];
  const dictionary = new Map(
    all.flatMap(([word, value]): [string, string][] => [
      [word, value],
      [headingKey(word), value],
    ]),
  );
  dictionaries.set(column, dictionary);
  return dictionary;
}

const wordIn = (dictionary: ReadonlyMap<string, string>, clean: string) =>
  dictionary.get(clean) ?? dictionary.get(headingKey(clean));

/** The value a word stands for; the refusal names the words of the template. */
export function readWord(clean: string, column: Worded): Parsed<string> {
  const value = wordIn(dictionaryOf(column), clean) ?? (column.field === 'visitType' ? visitTypeOf(clean) : undefined);
  if (value !== undefined) return taken(value);
  return refused('word-unknown', `只能填:${Object.keys(column.words ?? {}).join('、')}`);
}

const YES = new Set(['是', '有', '1', 'true', 'y', 'yes', '√', '✓', '✔', '对', '已']);
const NO = new Set(['否', '无', '没有', '0', 'false', 'n', 'no', '×', '✗', '错', '未', '不是']);

export function readYes(clean: string): Parsed<boolean> {
  const key = headingKey(clean);
  if (YES.has(key)) return taken(true);
  return NO.has(key) ? taken(false) : refused('yes-unknown', '只能填“是”或“否”');
}

/** A whole number, or the word for it: 二级 → 2, 肢体 → 4, 2026年 → 2026. */
export function readInteger(clean: string, column: Worded): Parsed<number> {
  const word = wordIn(dictionaryOf(column), clean);
  const digits = word ?? /^(\d{1,6})(?:\.0+)?(?:级|类|年|届)?$/.exec(clean.normalize('NFKC').replace(/\s/g, ''))?.[1];
  if (digits !== undefined) return taken(Number(digits));
  const { words } = column;
  return refused('number-form', words ? `只能填:${Object.keys(words).join('、')}` : '要填整数');
}
