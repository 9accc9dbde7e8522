import path from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import * as z from 'zod';
import type { StaffRole } from '../functions/shared/staff-token.ts';
import { writePrivate } from '../local/private-file.ts';
import { CliError } from './cli-error.ts';
import { readChecked } from './private-json.ts';

const privateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
});
type PrivateJwk = z.output<typeof privateJwk>;

/** What the hub's functions expect of a token where nothing else was set at synth (lib/hub-settings.ts). */
export const AUDIENCE = 'jiuzhu-hub';
/** Seconds; a day in the office. */
const LIFETIME = 8 * 3600;

const fileIn = (data: string) => path.join(data, 'staff-token-key.json');

/** The key that signs staff tokens on this machine; made on the first start, readable by its owner only. */
export async function localIssuerKey(data: string): Promise<PrivateJwk> {
  const kept = readChecked(fileIn(data), privateJwk);
  if (kept) return kept;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const made = privateJwk.parse({ ...(await exportJWK(privateKey)), kid: 'local-1' });
  writePrivate(fileIn(data), JSON.stringify(made));
  return made;
}

/** What `/.well-known/jwks.json` answers. */
export const publicKeys = ({ kty, crv, x, y, kid }: PrivateJwk) => ({
  keys: [{ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }],
});

export interface TokenOrder {
  role: StaffRole;
  division: string;
  department?: string;
  /** Who it says it is. */
  sub?: string;
}

/** A staff token as the province's identity provider would issue it. `now` is epoch ms by the hub's clock. */
export async function localToken(data: string, issuer: string, order: TokenOrder, now: number): Promise<string> {
  const jwk = readChecked(fileIn(data), privateJwk);
  if (!jwk) throw new CliError(`${data} 里没有签发令牌的密钥;请先用 npm start 启动`);
  const { role, division, department, sub = `local-${role}` } = order;
  const issuedAt = Math.floor(now / 1000);
  return new SignJWT({ role, division, ...(department !== undefined && { department }) })
    .setProtectedHeader({ alg: 'ES256', kid: jwk.kid })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setSubject(sub)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME)
    .sign(await importJWK(jwk, 'ES256'));
}
