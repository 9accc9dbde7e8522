import { SafeError } from '../../shared/safe-error.ts';

/** What came back of a call. `unreached` and `untrusted`: nothing was sent at all. */
export type Posted =
  | { kind: 'answered'; status: number; body: unknown }
  | { kind: 'unreached' }
  /** Somebody answered who could not prove to be the provider. */
  | { kind: 'untrusted' };

export interface Posting {
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** A little more than the 10 seconds within which a connection must stand, so that an outage of the network shows as one. */
export const TIMEOUT_MS = 12_000;

const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const UNTRUSTED =
  /^(CERT_|ERR_TLS_CERT|ERR_SSL_WRONG_VERSION|UNABLE_TO_(VERIFY|GET)|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|HOSTNAME_MISMATCH)/;

/**
 * Posts once. Throws a `SafeError` wherever it stays open what the provider did: no answer in time, a connection cut, half an answer,
 * or one that is no JSON. A connection of its own each time: one kept open is dead when a function wakes up after minutes, and
 * nobody could say then whether the message went out on it.
 */
export async function post({ url, headers, body }: Posting, timeoutMs = TIMEOUT_MS): Promise<Posted> {
  let answer: { status: number; text: string };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, connection: 'close' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && { body }),
    });
    answer = { status: response.status, text: await response.text() };
  } catch (error) {
    const code = causeOf(error);
    if (UNREACHED.has(code)) return { kind: 'unreached' };
    if (UNTRUSTED.test(code)) return { kind: 'untrusted' };
    throw new SafeError('sms-unanswered', 'the provider was called and gave no whole answer');
  }
  try {
    return { kind: 'answered', status: answer.status, body: JSON.parse(answer.text) };
  } catch {
    throw new SafeError('sms-unreadable', `the provider answered ${answer.status} with something that is no JSON`);
  }
}

/** fetch hides the code of the network's error in its cause, and with several addresses in the causes of that. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error && 'code' in first ? String(first.code) : '';
}
