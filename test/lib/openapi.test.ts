import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { eventNames, typeOf } from '../../domain/events/schemas.ts';
import { apiRoutes } from '../../functions/api/handler.ts';
import { openApiDocument, openApiJson } from '../../lib/openapi.ts';
import { routes } from '../../lib/routes.ts';
import { makeHub } from '../functions/api/hub.ts';

const FILE = path.join(import.meta.dirname, '..', '..', 'docs', 'openapi.json');
const methods = z.record(z.string(), z.looseObject({ security: z.array(z.record(z.string(), z.unknown())) }));
const shape = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), methods),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});
const document = shape.parse(openApiDocument());
const operations = Object.entries(document.paths).flatMap(([route, each]) =>
  Object.entries(each).map(([method, operation]) => ({ key: `${method.toUpperCase()} ${route}`, operation })),
);

/** Served by other functions of the hub. */
const ELSEWHERE = [
  ...Object.keys(routes).filter((key) => / \/v1\/(calls|receipts|replies)/.test(key)),
  'GET /upload',
  'GET /upload/{file}',
  'POST /v1/events',
  'GET /v1/events',
  'POST /v1/uploads',
  'GET /v1/uploads',
  'GET /v1/uploads/{id}',
  'DELETE /v1/uploads/{id}',
  'POST /v1/uploads/{id}/complete',
  'PUT /v1/uploads/{id}/columns',
  'GET /v1/templates',
  'GET /v1/templates/{file}',
  'POST /v1/uploads/{id}/confirm',
  'GET /v1/departments/me/totals',
  'POST /v1/people/{id}/statements',
  'POST /v1/statements/{id}/unlock',
  'POST /v1/statements/{id}/renew',
  'POST /v1/statements/lookup',
  'GET /v1/statements',
  'GET /v1/statements/print',
  'POST /v1/statements/{id}/delivered',
  'GET /v1/statements/{id}',
  'GET /v1/statement-runs',
  'POST /v1/statement-runs',
  'GET /v1/offices',
  'GET /v1/offices/{id}',
  'PUT /v1/offices/{id}',
  'DELETE /v1/offices/{id}',
  'GET /v1/referrals',
  'GET /v1/referrals/{id}',
  'POST /v1/referrals/{id}/sign',
  'POST /v1/referrals/{id}/return',
  'POST /v1/referrals/{id}/feedback',
  'POST /v1/referrals/{id}/resend',
  'POST /v1/referrals/{id}/assign',
  'POST /v1/referrals/{id}/cancel',
  'POST /v1/referrals/{id}/unmask',
  'GET /v1/lists/{name}',
  'GET /v1/planned-visits',
  'GET /v1/planned-visits/{id}',
  'POST /v1/planned-visits/{id}/done',
  'POST /v1/planned-visits/{id}/skip',
  'POST /v1/planned-visits/{id}/reassign',
  'GET /v1/offers',
  'POST /v1/offers',
  'GET /v1/offers/{id}',
  'POST /v1/offers/{id}/close',
  'GET /v1/needs',
  'POST /v1/needs',
  'GET /v1/needs/{id}',
  'GET /v1/needs/{id}/matches',
  'POST /v1/needs/{id}/match',
  'POST /v1/needs/{id}/served',
  'POST /v1/needs/{id}/unmatch',
  'POST /v1/needs/{id}/close',
  'GET /q',
  'POST /q',
  'GET /s/{token}',
  'POST /s/{token}',
];

describe('the OpenAPI document', () => {
  it('stands in docs/ as it is generated now (`npx vitest run test/lib/openapi.test.ts -u` renews it)', async () => {
    await expect(openApiJson()).toMatchFileSnapshot(FILE);
  });

  it('describes exactly what is served', () => {
    const served = [...Object.keys(apiRoutes(makeHub().ports)), ...ELSEWHERE];
    expect(operations.map(({ key }) => key).sort()).toEqual(served.sort());
  });

  it('asks staff for a token, departments for a signature, and nobody else for anything', () => {
    const open = operations.filter(({ operation }) => operation.security.length === 0).map(({ key }) => key);
    expect(open.sort()).toEqual(
      [
        'GET /docs',
        'GET /openapi.json',
        'GET /v1/health',
        ...ELSEWHERE.filter((key) => / \/([qs]|upload|v1\/(receipts|replies|templates))/.test(key)),
      ].sort(),
    );
    const signed = operations.filter(({ operation }) => operation.security.some((each) => 'signature' in each));
    expect(signed.map(({ key }) => key).sort()).toEqual(
      [
        'GET /v1/events',
        'GET /v1/lists/{name}',
        'GET /v1/referrals',
        'GET /v1/referrals/{id}',
        'POST /v1/events',
        ...ELSEWHERE.filter((key) => /\/v1\/(uploads|departments)/.test(key)),
        ...['feedback', 'return', 'sign', 'unmask'].map((act) => `POST /v1/referrals/{id}/${act}`),
      ].sort(),
    );
  });

  it('has every event type as a CloudEvent with its own data', () => {
    for (const name of eventNames.options)
      expect(document.components.schemas[`Event-${name}`]).toMatchObject({
        properties: { type: { const: typeOf(name) }, data: expect.any(Object) },
        required: expect.arrayContaining(['specversion', 'id', 'source', 'type', 'time', 'data']),
      });
  });
});
