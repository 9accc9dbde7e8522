/** Why a value was not taken. `message` is Chinese, for the person who wrote the value, and never repeats the value itself. */
export interface Refusal {
  code: string;
  message: string;
}

/** What reading a value from outside gives: the value in its normal form, or the reason there is none. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export function taken<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refused(code: string, message: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, message } };
}
