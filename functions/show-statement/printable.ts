import type { Coverage } from '../../domain/glyph-coverage.ts';
import { chinesePunctuation } from '../shared/statement-sheet/chinese-punctuation.ts';

/** The sign that Chinese printers put for a character they do not have (下駄). */
export const NO_GLYPH = '〓';
export const NO_GLYPH_NOTE = `单子里的“${NO_GLYPH}”是机器印不出的字,请送单子的人用笔补上。`;

/** Text as the fonts can print it; keeps what had to be replaced. */
export interface Printable {
  readonly text: (raw: string) => string;
  /** Characters that were replaced so far, each once. */
  readonly missing: () => string[];
}

/**
 * A character without a glyph would vanish while the text layer still holds it, so nobody would notice; it becomes 〓 and
 * is reported. Control and formatting characters print nothing and go.
 */
export function printableWith(covers: Coverage): Printable {
  const missing = new Set<string>();
  const replace = (character: string) => {
    if (covers(character.codePointAt(0) ?? 0)) return character;
    missing.add(character);
    return NO_GLYPH;
  };
  return {
    text: (raw) => [...chinesePunctuation(withoutInvisible(raw))].map(replace).join(''),
    missing: () => [...missing],
  };
}

function withoutInvisible(raw: string): string {
  return raw.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
}
