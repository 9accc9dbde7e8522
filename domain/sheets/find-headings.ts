import type { Profile } from '../profile.ts';
import { columnsOf, type SheetType } from './columns.ts';
import { headingKey, meansNothing } from './heading-key.ts';
import { likelyField, templateMapping } from './known-headings.ts';
import type { Mapping } from './mapping.ts';
import { shippedMappings } from './shipped-mappings.ts';

/** Title lines, the office that made the list, a date: the headings come within so many lines. */
const AMONG = 10;

/** Index of the heading row among the first lines of a sheet; undefined where none of them can be one. */
export function findHeadings(
  type: SheetType,
  lines: readonly (readonly string[])[],
  profile: Pick<Profile, 'roster'>,
  known: readonly Mapping[],
): number | undefined {
  const columns = columnsOf(type, profile);
  const mappings = [...known, templateMapping(type, profile), ...shippedMappings(type)];
  const recognised = (line: readonly string[]) =>
    new Set(line.map(headingKey).filter((key) => !meansNothing(key) && likelyField(key, columns, mappings).length > 0))
      .size;
  const first = lines.slice(0, AMONG);
  const counts = first.map((line) => (line.some(looksLikeData) ? 0 : recognised(line)));
  const most = Math.max(0, ...counts);
  const alone = (line: readonly string[]) => filled(line).length === 1;
  if (most >= 2 || (most === 1 && alone(first[counts.indexOf(1)] ?? []))) return counts.indexOf(most);
  return likeHeadings(first);
}

const filled = (line: readonly string[]) => line.filter((text) => headingKey(text) !== '');

/** A number, a day, an amount: headings are words. */
const looksLikeData = (text: string) =>
  /^\s*\d(?:\.\d+)?E\+\d+\s*$/i.test(text) || /^\s*['’]?[\d.,/年月日:: \-¥¥]{5,}[xX]?\s*$/u.test(text);

/** Where a department has names of its own for everything: the first full line of different words, so that it can be asked. */
function likeHeadings(lines: readonly (readonly string[])[]): number | undefined {
  const widest = Math.max(0, ...lines.map((line) => filled(line).length));
  const index = lines.findIndex((line) => {
    const words = filled(line);
    const different = new Set(words.map(headingKey)).size === words.length;
    return words.length >= 2 && words.length * 2 > widest && different && !words.some(looksLikeData);
  });
  return index < 0 ? undefined : index;
}
