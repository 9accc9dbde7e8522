import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { HttpProblem } from '../../../functions/shared/problem.ts';
import { seesTownship, staffOf } from '../../../functions/shared/staff-token.ts';
import { NOW } from '../../factories.ts';

const ISSUER = 'https://login.example.gov.cn';
const AUDIENCE = 'jiuzhu-hub';
const clock = { now: () => NOW };

async function provider(alg: string) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg }] });
  const sign = (
    claims: Record<string, unknown>,
    { issuer = ISSUER, audience = AUDIENCE, expires = NOW / 1000 + 60 } = {},
  ) =>
    new SignJWT({ sub: 'u-1', ...claims })
      .setProtectedHeader({ alg, kid: 'k' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(expires)
      .sign(privateKey);
  return { keys, sign };
}

const es256 = await provider('ES256');
const township = { role: 'township', division: '621122105' };

async function ask(authorization: string | undefined, { keys } = es256) {
  const staff = staffOf({ issuer: ISSUER, audience: AUDIENCE, keys, clock });
  return staff({ headers: authorization === undefined ? {} : { authorization } });
}

async function refusal(authorization: string | undefined) {
  const error = await ask(authorization).catch((thrown: unknown) => thrown);
  if (!(error instanceof HttpProblem)) throw new Error('the token was not refused');
  return error;
}

describe('a staff token', () => {
  it.each(['RS256', 'ES256', 'EdDSA'])('signed with %s says who it is', async (alg) => {
    const issuer = await provider(alg);
    expect(await ask(`Bearer ${await issuer.sign(township)}`, issuer)).toEqual({ sub: 'u-1', ...township });
  });

  it('of a department names it', async () => {
    const token = await es256.sign({ role: 'department', division: '62', department: 'health' });
    expect(await ask(`bearer ${token}`)).toEqual({
      sub: 'u-1',
      role: 'department',
      division: '62',
      department: 'health',
    });
  });

  it.each([
    ['missing', async () => undefined],
    ['another scheme', async () => 'Basic dTpw'],
    ['no token at all', async () => 'Bearer abc'],
    ['expired', async () => `Bearer ${await es256.sign(township, { expires: NOW / 1000 - 1 })}`],
    ['of another issuer', async () => `Bearer ${await es256.sign(township, { issuer: 'https://other' })}`],
    ['for another audience', async () => `Bearer ${await es256.sign(township, { audience: 'other' })}`],
    ['signed by somebody else', async () => `Bearer ${await (await provider('ES256')).sign(township)}`],
    ['unsigned', async () => `Bearer ${unsigned()}`],
  ])('that is %s is refused with 401 and a challenge', async (_, token) => {
    const { status, parts } = await refusal(await token());
    expect(status).toBe(401);
    expect(parts.headers?.['www-authenticate']).toMatch(/^Bearer/);
  });

  it.each([
    ['division', { role: 'township' }],
    ['division that is one', { role: 'township', division: '甘肃' }],
    ['role', { division: '62' }],
    ['role that is one', { division: '62', role: 'emperor' }],
    ['department for role department', { division: '62', role: 'department' }],
  ])('without a %s is refused with 403', async (_, claims) => {
    expect((await refusal(`Bearer ${await es256.sign(claims)}`)).status).toBe(403);
  });

  it('cannot be read while the provider is away: 503, signing in again would not help', async () => {
    const keys = () => Promise.reject(new TypeError('fetch failed'));
    const error = await ask(`Bearer ${await es256.sign(township)}`, {
      ...es256,
      keys: Object.assign(keys, es256.keys),
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 503 });
  });
});

describe('the area of a staff', () => {
  it.each([
    ['62', '621122105', true],
    ['6211', '621122105', true],
    ['621100000', '621122105', true],
    ['621122', '621122105', true],
    ['621122105', '621122105', true],
    ['621122101', '621122105', false],
    ['621122105001', '621122105', false],
    ['63', '621122105', false],
  ])('%s sees %s: %s', (division, code, sees) => {
    expect(seesTownship({ sub: 'u', role: 'township', division }, code)).toBe(sees);
  });
});

function unsigned(): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub: 'u-1', iss: ISSUER, aud: AUDIENCE, exp: NOW / 1000 + 60, ...township })}.`;
}
