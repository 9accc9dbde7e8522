import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi';

/** RFC 9457, as every refusal is answered. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: '出了什么问题,怎么改' }),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
    openActs: z.array(z.string()).optional().meta({ description: '409:现在可以做的操作' }),
    version: z.int().optional().meta({ description: '409:现在的版本号' }),
    standing: z.string().optional().meta({ description: '409:这条预警已经是什么状态(resolved、withdrawn、merged)' }),
    openWarning: z
      .object({ id: z.string(), number: z.string() })
      .optional()
      .meta({ description: '409:这一户在办的预警,可以登记到那里' }),
  })
  .meta({ id: 'Problem' });

const REFUSALS = {
  400: '请求格式不对',
  401: '没有凭证,或凭证无效',
  403: '没有权限',
  404: '没有找到,或不在管辖范围内',
  409: '与现在的状态冲突',
  410: '已经过期',
  413: '请求太大',
  415: '内容类型不对',
  422: '内容填得不对',
  423: '输错太多,已锁住',
  428: '缺少版本号',
  429: '请求太频繁,看 Retry-After',
  503: '系统暂时忙,看 Retry-After',
} as const;
type Refusal = keyof typeof REFUSALS;

export const refusals = (...statuses: readonly Refusal[]): ZodOpenApiResponsesObject =>
  Object.fromEntries(
    statuses.map((status) => [
      String(status),
      { description: REFUSALS[status], content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  );

export const answers = (description: string, schema: z.ZodType, headers?: z.ZodObject) => ({
  description,
  content: { 'application/json': { schema } },
  ...(headers && { headers }),
});

export const jsonBody = (schema: z.ZodType) => ({ required: true, content: { 'application/json': { schema } } });

/** An operation of staff: a bearer token, and the refusals that go with one. */
export const forStaff = (
  tag: string,
  summary: string,
  rest: Omit<ZodOpenApiOperationObject, 'tags' | 'summary' | 'security'>,
): ZodOpenApiOperationObject => ({
  tags: [tag],
  summary,
  security: [{ bearer: [] }],
  ...rest,
  responses: { ...rest.responses, ...refusals(400, 401, 403) },
});
