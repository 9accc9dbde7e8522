import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { onHttp, route } from '../../../functions/shared/http.ts';
import { json } from '../../../functions/shared/http-answer.ts';
import { HttpProblem } from '../../../functions/shared/problem.ts';
import { makePerson } from '../../factories.ts';
import { captured } from './captured.ts';
import { gatewayContext, gatewayEvent } from './gateway.ts';

const { idNumber } = makePerson();

const handler = onHttp({
  'GET /v1/warnings/{id}': route(
    { path: z.object({ id: z.string() }), query: z.object({ level: z.enum(['red', 'blue']).optional() }) },
    async ({ path, query }) => json(200, { path, query }),
  ),
  'POST /v1/people/lookup': route({ body: z.strictObject({ idNumber: z.string() }) }, async ({ body }) =>
    json(200, body),
  ),
  'POST /v1/warnings/{id}/accept': route({ body: z.strictObject({}) }, async () => json(200, {})),
  'GET /bytes': async ({ body }) => json(200, { bytes: [...body] }),
  'GET /refused': async () => {
    throw new HttpProblem(409, { detail: '已经办结', members: { openActs: ['reopen'] }, headers: { etag: '"3"' } });
  },
  'GET /broken': async () => {
    throw new Error(`cannot read ${idNumber}`);
  },
});

const call = async (...event: Parameters<typeof gatewayEvent>) => {
  const answer = await handler(gatewayEvent(...event), gatewayContext());
  return { ...answer, document: z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body ?? '')) };
};

describe('a function with several routes', () => {
  it('is a handler of two arguments: the runtime refuses one of three', () => {
    expect(handler).toHaveLength(2);
  });

  it('finds the route and hands over what was asked, decoded once', async () => {
    const request = { pathParameters: { id: '100%25' }, query: 'level=red' };
    const { statusCode, document } = await call('GET /v1/warnings/{id}', request);
    expect([statusCode, document]).toEqual([200, { path: { id: '100%25' }, query: { level: 'red' } }]);
  });

  it.each([
    ['an unknown address', 'GET /nowhere', {}, 404],
    ['a wrong query', 'GET /v1/warnings/{id}', { pathParameters: { id: '1' }, query: 'level=green' }, 400],
    [
      'a name given twice',
      'GET /v1/warnings/{id}',
      { pathParameters: { id: '1' }, query: 'level=red&level=blue' },
      400,
    ],
    ['a body that is not JSON', 'POST /v1/people/lookup', { body: '{' }, 400],
    ['a body that is not UTF-8', 'POST /v1/people/lookup', { body: new Uint8Array([0xff]) }, 400],
    ['a body with an unknown field', 'POST /v1/people/lookup', { body: '{"idNumber":"1","x":1}' }, 422],
    ['no body where one is needed', 'POST /v1/people/lookup', {}, 422],
    ['no body where an empty one would do', 'POST /v1/warnings/{id}/accept', {}, 200],
    ['more than 1 MiB', 'POST /v1/people/lookup', { body: 'x'.repeat(1_048_577) }, 413],
  ])('answers %s with its status', async (_, routeKey, request, status) => {
    expect((await call(routeKey, request)).statusCode).toBe(status);
  });

  it('names a wrong field in Chinese, without its value', async () => {
    const { document, body } = await call('POST /v1/people/lookup', { body: `{"idNumber":${idNumber.slice(0, 17)}}` });
    expect(document['errors']).toEqual([
      { path: 'idNumber', code: 'invalid_type', message: '缺少这一项,或填写的类型不对' },
    ]);
    expect(body).not.toContain(idNumber.slice(0, 17));
  });

  it.each([true, false])('hands over the same bytes, base64 or not (%s)', async (base64) => {
    const { document } = await call('GET /bytes', { body: '{"名":"喆"}', base64 });
    expect(document['bytes']).toEqual([...Buffer.from('{"名":"喆"}')]);
  });

  it('answers a refusal as problem details with its headers', async () => {
    const { statusCode, headers, document } = await call('GET /refused');
    expect(statusCode).toBe(409);
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8', etag: '"3"' });
    expect(document).toEqual({
      type: 'about:blank',
      title: '与现在的状态冲突',
      status: 409,
      detail: '已经办结',
      openActs: ['reopen'],
    });
  });

  it('answers a defect with 500, says nothing of the inside, and logs nothing personal', async () => {
    let body: string | undefined;
    const output = await captured(async () => {
      const answer = await call('GET /broken');
      expect(answer.statusCode).toBe(500);
      body = answer.body;
    });
    expect(output).toContain('http.test.ts');
    for (const seen of [output, body]) expect(seen).not.toContain(idNumber);
    expect(body).not.toContain('.ts');
  });
});
