import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { takenAnswer } from '../../functions/record-receipt/answers.ts';
import { providerPath, receiptsBody, repliesBody, secretPath } from '../../functions/record-receipt/requests.ts';
import { answers, refusals } from './operation.ts';

const BARE = '不带密钥的地址只给规则里写了推送地址(sms.receipts)的平台用。';

function pushed(
  summary: string,
  path: z.ZodRawShape,
  body: z.ZodType,
  description?: string,
): ZodOpenApiOperationObject {
  return {
    tags: ['短信平台'],
    summary,
    ...(description !== undefined && { description }),
    security: [],
    requestParams: { path: z.object(path) },
    requestBody: {
      required: true,
      content: { 'application/json': { schema: body }, 'application/x-www-form-urlencoded': { schema: body } },
    },
    responses: { '200': answers('都收下了,按各平台要求的格式', takenAnswer), ...refusals(400, 404, 413, 503) },
  };
}

/** What SMS providers push: what became of messages, and what people answered. */
export const providerPaths: ZodOpenApiPathsObject = {
  '/v1/receipts/{provider}': { post: pushed('短信回执', providerPath, receiptsBody, BARE) },
  '/v1/receipts/{provider}/{secret}': { post: pushed('短信回执', secretPath, receiptsBody) },
  '/v1/replies/{provider}': { post: pushed('上行短信', providerPath, repliesBody, BARE) },
  '/v1/replies/{provider}/{secret}': { post: pushed('上行短信', secretPath, repliesBody) },
};
