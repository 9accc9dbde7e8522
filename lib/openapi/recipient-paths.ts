import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { health } from '../../functions/api/profile-answers.ts';
import { answers } from './operation.ts';

const html = { 'text/html': { schema: z.string() } };
const page = (description: string) => ({ description, content: html });
const lastFour = z.string().meta({ description: '身份证号码后四位' });

const opening = {
  '200': page('清单'),
  '403': page('后四位不对'),
  '404': page('没有查到'),
  '410': page('已经过期'),
  '423': page('输错太多,已锁住'),
  '429': page('这里输错的次数太多,过一小时再试'),
};

const openTo = (
  tag: string,
  summary: string,
  rest: Pick<ZodOpenApiOperationObject, 'responses'> & Partial<ZodOpenApiOperationObject>,
) => ({
  tags: [tag],
  summary,
  security: [],
  ...rest,
});

const form = (schema: z.ZodType) => ({ required: true, content: { 'application/x-www-form-urlencoded': { schema } } });
const token = { path: z.object({ token: z.string().meta({ description: '纸上二维码里的一串' }) }) };

/** What recipients open, and what anybody may read. */
export const recipientPaths: ZodOpenApiPathsObject = {
  '/q': {
    get: openTo('群众', '凭查询码看清单:填写页', { responses: { '200': page('填写页') } }),
    post: openTo('群众', '凭查询码看清单', {
      requestBody: form(z.object({ code: z.string().meta({ description: '查询码,8位数字' }), last4: lastFour })),
      responses: opening,
    }),
  },
  '/s/{token}': {
    get: openTo('群众', '扫二维码看清单:填写页', { requestParams: token, responses: { '200': page('填写页') } }),
    post: openTo('群众', '扫二维码看清单', {
      requestParams: token,
      requestBody: form(z.object({ last4: lastFour })),
      responses: opening,
    }),
  },
  '/v1/health': {
    get: openTo('公共', '系统是否正常', { responses: { '200': answers('正常', health) } }),
  },
  '/openapi.json': {
    get: openTo('公共', '这份文档,机器可读', {
      responses: { '200': answers('OpenAPI 3.1', z.record(z.string(), z.unknown())) },
    }),
  },
  '/docs': { get: openTo('公共', '这份文档,给人看', { responses: { '200': page('文档') } }) },
};
