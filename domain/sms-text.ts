import { type Parsed, refused, taken } from './refusal.ts';
import { withoutInvisible } from './typed-code.ts';

/** Characters of one message, and of each part of a longer one: UTF-16 units, as the networks count them. */
const SINGLE = 70;
const PART = 67;

/** A zero-width joiner inside an emoji (👨‍👩‍👧), which must stay: without it the family falls apart. */
const JOINER_IN_EMOJI =
  /(?<=\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]*)\u200D(?=\p{Extended_Pictographic})/gu;
const NO_BREAK_BLANKS = /[\u00A0\u2007\u202F]/gu;

/** Without characters that show nothing but count, or make a provider refuse the text; no-break blanks become blanks. */
export function cleanSmsText(text: string): string {
  const spaced = text.replace(NO_BREAK_BLANKS, ' ').replace(/\r\n?/g, '\n').replaceAll('\t', ' ');
  return spaced.split(JOINER_IN_EMOJI).map(withoutInvisible).join('\u200D');
}

/** The parts a text, signature included, is sent in. A surrogate pair is never split, so a part may hold 66 units. */
export function splitSms(text: string): string[] {
  if (text.length <= SINGLE) return [text];
  const parts: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = Math.min(start + PART, text.length);
    const cut = (text.codePointAt(end - 1) ?? 0) > 0xffff ? end - 1 : end;
    parts.push(text.slice(start, cut));
    start = cut;
  }
  return parts;
}

export function smsParts(text: string): number {
  return splitSms(text).length;
}

/** What a program writes where it had no value; no person is called so. */
const NO_VALUE = new Set(['', 'null', 'NULL', 'undefined', 'NaN', '[object Object]']);

/** Whether something stands there that a person may read. */
export const isValue = (value: string): boolean => !NO_VALUE.has(withoutInvisible(value).trim());

/**
 * Fills `{姓名}`-like variables. Refuses, naming the variable, where one has no value, and where a brace would be left in
 * the text: a person must never read a raw placeholder.
 */
export function fillTemplate(template: string, values: Record<string, string>): Parsed<string> {
  if (/[{}]/.test(template.replace(/\{[^{}]+\}/g, ''))) {
    return refused('template-brace', '模板里的大括号没有成对,没有发送');
  }
  for (const [, name = ''] of template.matchAll(/\{([^{}]+)\}/g)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || !isValue(value)) {
      return refused('variable-missing', `模板变量“${name}”没有内容,没有发送`);
    }
    if (/[{}]/.test(value)) return refused('variable-brace', `模板变量“${name}”的内容里有大括号,没有发送`);
  }
  return taken(template.replace(/\{([^{}]+)\}/g, (_, name: string) => values[name] ?? ''));
}
