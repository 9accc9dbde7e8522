import { type Parsed, refused, taken } from './refusal.ts';
import { cleanTypedCode } from './typed-code.ts';

/** GB 32100: base 31, without I O S V Z, which look like digits. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

function checkCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % ALPHABET.length;
  }
  return ALPHABET.charAt((ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length);
}

/** A unified social credit code (统一社会信用代码), upper case. */
export function parseCreditCode(text: string): Parsed<string> {
  const code = cleanTypedCode(text).toUpperCase();
  if (code.length !== 18) {
    return refused('credit-code-length', `统一社会信用代码应当是18位,现在是${code.length}位`);
  }
  const bad = Array.from(code).find((character) => !ALPHABET.includes(character));
  if (bad !== undefined) {
    return refused('credit-code-bad-character', `统一社会信用代码里不会有“${bad}”(不用字母I、O、S、V、Z)`);
  }
  if (code.slice(-1) !== checkCharacter(code.slice(0, 17))) {
    return refused('credit-code-check', '统一社会信用代码最后一位校验不对,有一位写错了;请照证书核对');
  }
  return taken(code);
}
