import type { SmsResult } from '../../shared/sms.ts';

/** What a provider's code says of a message, as its documentation has it. */
export type Verdict =
  | Exclude<SmsResult, { kind: 'sent' }>
  /** The credentials were not accepted; nothing was sent. */
  | { kind: 'unsigned' }
  /** The provider itself does not say whether the message went out: an error inside it. */
  | { kind: 'unclear' };

export const busy: Verdict = { kind: 'busy' };
export const unsigned: Verdict = { kind: 'unsigned' };
export const unclear: Verdict = { kind: 'unclear' };
/** Another provider may take it. `reason` is what staff read. */
export const byProvider = (reason: string): Verdict => ({ kind: 'refused', reason, by: 'provider' });
/** Nobody can reach this number. */
export const byRecipient = (reason: string): Verdict => ({ kind: 'refused', reason, by: 'recipient' });

/**
 * The verdict of a code: the table's own line, else the longest line that it begins with up to a full stop (`Throttling` covers
 * `Throttling.User`). A code that nobody listed is a refusal by this provider: it was answered, so the message was looked at and not
 * taken. Not so where the server says by its HTTP status that it failed.
 */
export function verdictOf(
  table: Readonly<Record<string, Verdict>>,
  { code, status }: { code: string; status: number },
  title: string,
): Verdict {
  for (let at = code; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('.'), 0))) {
    const found = Object.hasOwn(table, at) ? table[at] : undefined;
    if (found) return found;
  }
  if (status >= 500) return unclear;
  // Whatever else came in the code's place stays outside: it might be a number.
  const shown = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(code) ? `(${code})` : '';
  return byProvider(`${title}没有接受这条短信${shown},请管理员查对`);
}
