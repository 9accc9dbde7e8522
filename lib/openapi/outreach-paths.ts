import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as answer from '../../functions/outreach/answers.ts';
import * as request from '../../functions/outreach/requests.ts';
import { idPath } from '../../functions/shared/staff-api/fields.ts';
import { answers, forStaff, jsonBody, refusals } from './operation.ts';

const path = idPath;
const etag = z.object({ etag: z.string().meta({ description: '版本号,操作时写在 If-Match' }) });
const ifMatch = z.string().optional().meta({ description: '看到的版本号,例如 "3";也可以写在正文的 version' });
const idempotencyKey = z.string().optional().meta({ description: '重发同一请求时写同一个值,不会记两次' });

function acting(
  tag: string,
  summary: string,
  body: z.ZodType,
  answered: z.ZodType,
  more: { repeatable?: boolean; description?: string } = {},
): { post: ZodOpenApiOperationObject } {
  const header = z.object({ 'if-match': ifMatch, ...(more.repeatable && { 'idempotency-key': idempotencyKey }) });
  return {
    post: forStaff(tag, summary, {
      ...(more.description && { description: more.description }),
      requestParams: { path, header },
      requestBody: jsonBody(body),
      responses: { '200': answers('办理后的状态', answered, etag), ...refusals(404, 409, 422, 428) },
    }),
  };
}

const creating = (summary: string, description: string, body: z.ZodType, answered: z.ZodType) =>
  forStaff('助联体', summary, {
    description,
    requestParams: { header: z.object({ 'idempotency-key': idempotencyKey }) },
    requestBody: jsonBody(body),
    responses: { '201': answers('已登记', answered, etag), ...refusals(404, 409, 422) },
  });

const reading = (tag: string, summary: string, answered: z.ZodType) =>
  forStaff(tag, summary, {
    requestParams: { path },
    responses: { '200': answers('内容', answered, etag), ...refusals(404) },
  });

const listing = (tag: string, summary: string, query: z.ZodObject, answered: z.ZodType) =>
  forStaff(tag, summary, {
    requestParams: { query },
    responses: { '200': answers('一页', answered), ...refusals(404) },
  });

export const outreachPaths: ZodOpenApiPathsObject = {
  '/v1/planned-visits': {
    get: listing('定期走访', '待走访的户,先到期的在前', request.visitsQuery, answer.visitPage),
  },
  '/v1/planned-visits/{id}': { get: reading('定期走访', '一次走访', answer.visitDetail) },
  '/v1/planned-visits/{id}/done': acting('定期走访', '登记走访结果', request.doneBody, answer.actedVisit, {
    repeatable: true,
    description:
      '没有信号时先存在手机上,有信号再发;重发写同一个 Idempotency-Key。发现的困难当作主动反映,按规则发预警;需要的服务登记为帮扶需求。',
  }),
  '/v1/planned-visits/{id}/skip': acting('定期走访', '不用走访了', request.skipBody, answer.actedVisit),
  '/v1/planned-visits/{id}/reassign': acting(
    '定期走访',
    '改由别的乡镇或村走访',
    request.reassignBody,
    answer.actedVisit,
  ),
  '/v1/offers': {
    get: listing('助联体', '县里能提供的服务,先到期的在前', request.offersQuery, answer.offerPage),
    post: creating('登记能提供的服务', '社会组织或村级服务站;在一个县里匹配。', request.offerBody, answer.offerDetail),
  },
  '/v1/offers/{id}': { get: reading('助联体', '一项服务,和交来的户', answer.offerDetail) },
  '/v1/offers/{id}/close': acting('助联体', '停止接收', request.reasonBody, answer.offerDetail, {
    description: '已经交来的户不受影响。',
  }),
  '/v1/needs': {
    get: listing('助联体', '还没有办完的需求,等得最久的在前', request.needsQuery, answer.needPage),
    post: creating('登记一项需求', '钱解决不了的:照料、助餐、陪伴等。', request.needBody, answer.needDetail),
  },
  '/v1/needs/{id}': { get: reading('助联体', '一项需求', answer.needDetail) },
  '/v1/needs/{id}/matches': { get: reading('助联体', '合适的服务:最近的在前,其次是闲得最久的', answer.needMatches) },
  '/v1/needs/{id}/match': acting('助联体', '交给一家', request.matchBody, answer.needDetail, {
    description: '占对方这一期的一个名额,同时操作也不会超。对方看不到姓名,只看到交接的话。',
  }),
  '/v1/needs/{id}/served': acting('助联体', '已经服务', request.servedBody, answer.needDetail),
  '/v1/needs/{id}/unmatch': acting('助联体', '收回,另找一家', request.reasonBody, answer.needDetail),
  '/v1/needs/{id}/close': acting('助联体', '不再需要', request.reasonBody, answer.needDetail),
};
