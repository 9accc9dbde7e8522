import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import type { HttpRequest } from '../http.ts';
import { HttpProblem } from '../problem.ts';

export interface RequestMark {
  key: string;
  digest: string;
}

/** The version an act is made on: `If-Match`, or the body's. Throws 428 where neither is there, 400 for a wrong form. */
export function versionOf({ headers }: Pick<HttpRequest, 'headers'>, inBody: number | undefined): number {
  const header = headers['if-match'];
  if (header === undefined) {
    if (inBody !== undefined) return inBody;
    throw new HttpProblem(428, '要写明看到的是哪个版本:If-Match 头,或正文里的 version');
  }
  const [, digits] = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim()) ?? [];
  if (digits === undefined) throw new HttpProblem(400, 'If-Match 要写版本号,例如 "3"');
  return Number(digits);
}

/** What tells a repeated request from a new one: the client's key, and a digest of what it says. */
export function requestMark({ headers }: Pick<HttpRequest, 'headers'>, content: unknown): RequestMark | undefined {
  const key = headers['idempotency-key']?.trim();
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,100}$/.test(key)) throw new HttpProblem(400, 'Idempotency-Key 要写1到100个可见字符');
  const digest = createHash('sha256').update(canonicalJson(content)).digest('base64url').slice(0, 22);
  return { key, digest };
}

export const etagOf = ({ version }: { version: number }) => `"${version}"`;
