/** Characters that a path may hold as they are (RFC 3986, pchar and the slash). */
const PCHAR = /[A-Za-z0-9\-._~!$&'()*+,;=:@/]/;
/** What `encodeURIComponent` leaves alone: browsers, JavaScript, Java's UriUtils. */
const COMPONENT = /[A-Za-z0-9\-._~!'()*/]/;
/** What Python's `quote` and .NET's `Uri.EscapeDataString` leave alone. */
const UNRESERVED = /[A-Za-z0-9\-._~/]/;

/**
 * The ways in which clients write a path: HTTP API hands it over decoded, but the client signed it encoded. Reserved
 * characters may be encoded or not, so each usual way is one candidate; all of them decode to this same path, so a signature
 * over any of them means it. A slash inside a segment cannot be told from one between segments and is not supported.
 */
export function encodedPaths(decoded: string): string[] {
  return [...new Set([PCHAR, COMPONENT, UNRESERVED].map((kept) => encode(decoded || '/', kept)))];
}

/** A lone surrogate has no UTF-8 form; it becomes U+FFFD, which no client signed. */
const encode = (path: string, kept: RegExp) =>
  [...path].map((char) => (kept.test(char) ? char : percent(char))).join('');

const percent = (char: string) =>
  [...Buffer.from(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
