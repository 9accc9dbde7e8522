import { type Parsed, refused, taken } from './refusal.ts';
import { cleanTypedCode } from './typed-code.ts';

/** `e164` is the normal form that dedupe, opt-out and allow-lists compare: +8613800138000, for a landline 0932-5550123. */
export interface Phone {
  e164: string;
  kind: 'mobile' | 'landline';
}

/** Hyphens and dashes of every width, and the brackets round an area code. */
const SEPARATORS = /[-()‐‑‒–—―−]/gu;

/** Beijing is 010, the large cities 02x; all other area codes have four digits. */
const LANDLINE = /^(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})$/;

/** Reads a mobile or landline number of the mainland. The carrier is never inferred: numbers move between carriers. */
export function parsePhone(text: string): Parsed<Phone> {
  const plain = cleanTypedCode(text).replace(SEPARATORS, '');
  if (plain === '') return refused('phone-empty', '电话没有填');
  const [bad] = plain.replace(/^\+/, '').match(/\D/u) ?? [];
  if (bad !== undefined) return refused('phone-bad-character', `电话里有不该有的字符“${bad}”`);
  const country = /^(\+86|0086|86(?=1[3-9]\d{9}$))/.exec(plain)?.[0];
  if (country === undefined && /^(\+|00)/.test(plain)) return refused('phone-foreign', '只能填中国大陆的电话');
  const national = plain.slice(country?.length ?? 0);
  if (/^1[3-9]/.test(national)) return parseMobile(national);
  return parseLandline(country === undefined || national.startsWith('0') ? national : `0${national}`);
}

function parseMobile(digits: string): Parsed<Phone> {
  if (digits.length < 11) return refused('phone-too-short', `手机号应当是11位,少了${11 - digits.length}位`);
  if (digits.length > 11) return refused('phone-too-long', `手机号应当是11位,多了${digits.length - 11}位`);
  return taken({ e164: `+86${digits}`, kind: 'mobile' });
}

function parseLandline(digits: string): Parsed<Phone> {
  const [, area, subscriber] = LANDLINE.exec(digits) ?? [];
  if (area !== undefined && subscriber !== undefined) return taken({ e164: `${area}-${subscriber}`, kind: 'landline' });
  if (/^[2-9]\d{6,7}$/.test(digits)) return refused('phone-no-area-code', '座机要带区号,例如0932-5550123');
  return refused('phone-unknown-form', '不是手机号(1开头11位),也不是带区号的座机');
}

/** 138****8000, 0932-***0123: enough to recognise one's own number, too little to call it. Takes the normal form. */
export function maskPhone(e164: string): string {
  const landline = /^(0\d{2,3}-)(\d+)(\d{4})$/.exec(e164);
  if (landline) return `${landline[1]}${'*'.repeat(landline[2]?.length ?? 0)}${landline[3]}`;
  const digits = e164.replace(/^\+86/, '');
  return digits.length < 8 ? '*'.repeat(digits.length) : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
