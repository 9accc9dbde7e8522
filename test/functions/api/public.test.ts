import { expect, it } from 'vitest';
import { gansu, makeHub, townshipStaff } from './hub.ts';

it('says that it is well, without a token and without personal data', async () => {
  const { status, body } = await makeHub().ask('GET', '/v1/health');
  expect([status, body]).toEqual([
    200,
    { status: 'ok', province: 'gansu', stage: 'test', profileVersion: gansu.version },
  ]);
});

it('serves its OpenAPI document', async () => {
  const { status, headers, body } = await makeHub().ask('GET', '/openapi.json');
  expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  expect(body).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
});

it('serves the same as a page in Chinese that loads nothing from elsewhere', async () => {
  const { status, headers, text } = await makeHub().ask('GET', '/docs');
  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(text).toContain('<html lang="zh-CN">');
  for (const path of ['/v1/events', '/v1/warnings/{id}/finish', '/q']) expect(text).toContain(path);
  // Fields, their meaning and their types, of what is sent and of what is answered.
  expect(text).toContain('<code>settlementId</code> <small>必填</small>');
  expect(text).toContain('<code>visitedAt</code> <small>必填</small> 时间,带时区');
  expect(text).toContain('<a href="#WarningItem">');
  expect(text).not.toMatch(/<script|\ssrc=|<link|url\(|https?:\/\//);
});

it('shows staff the rules of the province, and no key, office or number', async () => {
  const { status, body } = await makeHub().ask('GET', '/v1/profile', { as: townshipStaff });
  expect(status).toBe(200);
  expect(body).toMatchObject({ province: 'gansu', contentVersion: gansu.version, version: gansu.profile.version });
  expect(body.levels.map(({ key, visit }: { key: string; visit: string }) => [key, visit])).toEqual([
    ['blue', '8 workdays'],
    ['yellow', '5 workdays'],
    ['orange', '3 workdays'],
    ['red', '48 hours'],
  ]);
});

it.each(['/', '/v1', '/v1/warnings/', '/v1/calls', '/v1/warnings/h-1.1/photos'])(
  'answers 404 in Chinese for the unknown path %s',
  async (path) => {
    const { status, headers, body } = await makeHub().ask('GET', path, { as: townshipStaff });
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.detail).toBe('没有这个地址,请对照接口文档');
  },
);

it('names the methods of a path that is asked with another', async () => {
  const { status, headers } = await makeHub().ask('DELETE', '/v1/warnings', { as: townshipStaff });
  expect([status, headers['allow']]).toEqual([405, 'GET']);
});

it('never lets an answer about people be kept on the way', async () => {
  const { headers } = await makeHub().ask('GET', '/v1/warnings', { as: townshipStaff });
  expect(headers['cache-control']).toBe('no-store');
});
