import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import { normalizeDivision, within } from '../../domain/division.ts';
import type { Clock } from './clock.ts';
import type { HttpRequest } from './http.ts';
import { HttpProblem } from './problem.ts';

export const staffRoles = z.enum([
  'village',
  'social-worker',
  'township',
  'county',
  'prefecture',
  'province',
  'hotline',
  'department',
  'auditor',
  'admin',
]);
export type StaffRole = z.output<typeof staffRoles>;

/** Who asks, by an access token of the province's own identity provider (api.md “Staff front ends”). */
export interface Staff {
  /** The token's `sub`: who it was, for history and access log. */
  sub: string;
  /** The area served: 2, 4, 6, 9 or 12 digits. */
  division: string;
  role: StaffRole;
  /** The profile's department key, for role `department`. */
  department?: string;
}

export type StaffOf = (request: Pick<HttpRequest, 'headers'>) => Promise<Staff>;

export interface TokenSettings {
  issuer: string;
  audience: string;
  /** The provider's published keys; `remoteKeys` reads them from an address. */
  keys: JWTVerifyGetKey;
  clock: Clock;
}

/** Published keys, fetched when first needed and kept; an unknown key id makes it look again. */
export const remoteKeys = (address: string): JWTVerifyGetKey => createRemoteJWKSet(new URL(address));

/** Asymmetric only: a shared secret would let every verifier make tokens. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];

/** What jose says where the published keys cannot be read; everything else is about the token. */
const PROVIDER = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']);

const claims = z.object({
  sub: z.string().min(1).max(200),
  role: staffRoles,
  division: z.union([z.string(), z.number()]).transform(String).optional(),
  department: z.string().optional(),
});

/** Verifies the bearer token. Throws 401 where there is none or it is not valid, 403 where it names no area or role. */
export function staffOf({ issuer, audience, keys, clock }: TokenSettings): StaffOf {
  return async ({ headers }) => {
    const [, token] = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(headers['authorization'] ?? '') ?? [];
    if (token === undefined) throw unauthorized('请先登录:缺少 Authorization: Bearer');
    const payload = await verified(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(clock.now()),
    });
    return staffFrom(payload);
  };
}

async function verified(token: string, keys: JWTVerifyGetKey, options: Parameters<typeof jwtVerify>[2]) {
  try {
    return (await jwtVerify(token, keys, options)).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw unauthorized('登录已过期,请重新登录', 'invalid_token');
    // A provider that cannot be reached is our trouble, not the caller's: signing in again would not help.
    if (!(error instanceof errors.JOSEError) || PROVIDER.has(error.code)) throw providerAway(error);
    throw unauthorized('登录凭证无效,请重新登录', 'invalid_token');
  }
}

function staffFrom(payload: unknown): Staff {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new HttpProblem(403, '您的账号没有角色,请联系管理员');
  const { sub, role, division, department } = parsed.data;
  const area = division === undefined ? undefined : areaOf(division);
  if (area === undefined) throw new HttpProblem(403, '您的账号没有管辖区域,请联系管理员');
  if (role === 'department' && department === undefined)
    throw new HttpProblem(403, '您的账号没有所属部门,请联系管理员');
  return { sub, role, division: area, ...(department !== undefined && { department }) };
}

/** A province or prefecture may be written short; anything else as divisions are written elsewhere. */
function areaOf(division: string): string | undefined {
  if (/^[1-9]\d(\d{2})?$/.test(division)) return division;
  const parsed = normalizeDivision(division);
  return parsed.ok ? parsed.value : undefined;
}

/** Whether a township (9 digits) lies in the area of the staff. A village's own staff see what names their village only. */
export const seesTownship = ({ division }: Staff, township: string): boolean => within(division, township);

function unauthorized(detail: string, error?: string): HttpProblem {
  const challenge = error === undefined ? 'Bearer' : `Bearer error="${error}"`;
  return new HttpProblem(401, { detail, headers: { 'www-authenticate': challenge } });
}

const providerAway = (cause: unknown) => {
  const problem = new HttpProblem(503, { detail: '登录服务暂时连不上,请稍后再试', headers: { 'retry-after': '10' } });
  problem.cause = cause;
  return problem;
};
