const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * A name as screens and lists show it: the first character and a star for each further one, two at most, so that neither
 * a compound surname nor the length of a name like 买买提·吐尔逊 tells who it is. 王秀英 → 王**, 王英 → 王*.
 */
export function maskName(name: string): string {
  const [first, ...rest] = Array.from(characters.segment(name.trim()), ({ segment }) => segment);
  if (first === undefined) return '';
  return rest.length === 0 ? '*' : first + '*'.repeat(Math.min(rest.length, 2));
}
