import { parseIdentityNumber } from './identity-number.ts';
import { type Parsed, refused, taken } from './refusal.ts';
import type { Day } from './shanghai-day.ts';
import { cleanTypedCode } from './typed-code.ts';

/**
 * What a disability certificate's number says. `kind`: 1 sight, 2 hearing, 3 speech, 4 limbs, 5 intellect, 6 mind,
 * 7 several; `grade`: 1 is the most severe.
 */
export interface DisabilityCertificate {
  idNumber: string;
  kind: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  grade: 1 | 2 | 3 | 4;
}

const KINDS = [1, 2, 3, 4, 5, 6, 7] as const;
const GRADES = [1, 2, 3, 4] as const;

/** 20 characters: the identity number (which may end in X), the kind, the grade. `today` bounds the birth date where it is given. */
export function parseDisabilityCertificate(text: string, today: Day = '9999-12-31'): Parsed<DisabilityCertificate> {
  const number = cleanTypedCode(text);
  if (number.length !== 20) {
    return refused('certificate-length', `残疾人证号应当是20位(18位身份证号码、类别、等级),现在是${number.length}位`);
  }
  const identity = parseIdentityNumber(number.slice(0, 18), today);
  if (!identity.ok) return refused(identity.refusal.code, `残疾人证号的前18位:${identity.refusal.message}`);
  const kind = KINDS.find((it) => String(it) === number[18]);
  if (kind === undefined) return refused('certificate-kind', '残疾人证号第19位是类别,只能是1到7');
  const grade = GRADES.find((it) => String(it) === number[19]);
  if (grade === undefined) return refused('certificate-grade', '残疾人证号第20位是等级,只能是1到4');
  return taken({ idNumber: identity.value.number, kind, grade });
}
