import { createHash } from 'node:crypto';
import type { Bytes } from './bytes.ts';

/**
 * Whether a Content-Digest header (RFC 9530) holds the SHA-256 of these bytes. Other algorithms may stand beside it; two
 * sha-256 members, as when the header came twice, say two things and so nothing.
 */
export function digestMatches(header: string, body: Bytes): boolean {
  const members = header.split(',').map((member) => member.trim());
  const ours = members.filter((member) => member.startsWith('sha-256='));
  const [, encoded = ''] = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(ours[0] ?? '') ?? [];
  return ours.length === 1 && encoded === createHash('sha256').update(body).digest('base64');
}
