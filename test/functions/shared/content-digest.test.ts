import { expect, it } from 'vitest';
import { digestMatches } from '../../../functions/shared/content-digest.ts';

const body = new Uint8Array(Buffer.from('{"hello": "world"}'));
/** RFC 9530, appendix B: the digest of this very body. */
const digest = 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:';

it.each([
  ['the digest of RFC 9530', digest, true],
  ['one beside another algorithm', `sha-512=:AAAA:, ${digest}`, true],
  ['one that came twice', `${digest}, ${digest}`, false],
  ['one of another body', digest.replace('X', 'Y'), false],
  ['one of another algorithm only', 'sha-512=:AAAA:', false],
  ['hexadecimal', 'sha-256=5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1', false],
  ['nothing', '', false],
])('a Content-Digest with %s: %s', (_, header, matches) => {
  expect(digestMatches(header, body)).toBe(matches);
});
