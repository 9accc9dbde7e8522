import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as answer from '../../functions/hotline/answers.ts';
import * as request from '../../functions/hotline/requests.ts';
import { idPath } from '../../functions/shared/staff-api/fields.ts';
import { answers, forStaff, jsonBody, refusals } from './operation.ts';

const TAG = '热线工单';
const etag = z.object({ etag: z.string().meta({ description: '版本号,操作时写在 If-Match' }) });
const idempotencyKey = z.string().optional().meta({ description: '重发同一请求时写同一个值,不会记两次' });
const header = z.object({
  'if-match': z.string().optional().meta({ description: '看到的版本号,例如 "3";也可以写在正文的 version' }),
  'idempotency-key': idempotencyKey,
});

const acting = (summary: string, body: z.ZodType, description?: string): { post: ZodOpenApiOperationObject } => ({
  post: forStaff(TAG, summary, {
    ...(description !== undefined && { description }),
    requestParams: { path: idPath, header },
    requestBody: jsonBody(body),
    responses: { '200': answers('办理后的工单', answer.orderDetail, etag), ...refusals(404, 409, 422, 428) },
  }),
});

export const hotlinePaths: ZodOpenApiPathsObject = {
  '/v1/calls': {
    post: forStaff(TAG, '登记来电', {
      description:
        '谁接听谁首问负责。反映生活困难的(hardship)同时登记为主动反映,和部门报送的信息一起研判;有人身安全危险的写 emergency,答复里说该打哪个电话,县里马上收到短信。',
      requestParams: { header: z.object({ 'idempotency-key': idempotencyKey }) },
      requestBody: jsonBody(request.createBody),
      responses: { '201': answers('新的工单', answer.orderDetail, etag), ...refusals(404, 409, 422, 503) },
    }),
    get: forStaff(TAG, '没办完的工单,最急的在前', {
      requestParams: { query: request.ordersQuery },
      responses: { '200': answers('一页', answer.orderPage), ...refusals(404) },
    }),
  },
  '/v1/calls/lookup': {
    post: forStaff(TAG, '登记前按来电号码查', {
      description: '这个电话没办完的工单,和登记了这个电话的人;重复来电先并单。查不到也有记录。',
      requestBody: jsonBody(request.phoneBody),
      responses: { '200': answers('查到的', answer.callerMatches), ...refusals(422) },
    }),
  },
  '/v1/calls/{id}': {
    get: forStaff(TAG, '一个工单的来龙去脉', {
      description: 'id 就是工单号。保密工单只有承办单位本级、热线和管理员看得到内容。每次查看都有记录。',
      requestParams: { path: idPath },
      responses: { '200': answers('工单', answer.orderDetail, etag), ...refusals(404) },
    }),
  },
  '/v1/calls/{id}/unmask': {
    post: forStaff(TAG, '写明用途,看来电人的姓名、电话', {
      requestParams: { path: idPath },
      requestBody: jsonBody(request.unmaskCallerBody),
      responses: { '200': answers('原文', answer.unmaskedCaller), ...refusals(404, 422) },
    }),
  },
  '/v1/calls/{id}/dispatch': acting('派给承办单位', request.dispatchBody, '两次退回的由县级以上裁定,裁定后不能再退。'),
  '/v1/calls/{id}/sign': acting('签收', request.bareBody),
  '/v1/calls/{id}/return': acting('退回', request.reasonBody, '不归本单位管的,最多退两次;第二次由县里裁定。'),
  '/v1/calls/{id}/reassign': acting('改派', request.reassignBody, '期限不变。'),
  '/v1/calls/{id}/extend': acting('延期', request.extendBody, '写明原因和批准人;已经超期的不能再延。'),
  '/v1/calls/{id}/pause': acting('暂停计时', request.pauseBody, '只停工作时间;到时候自动接着算。'),
  '/v1/calls/{id}/resume': acting('接着计时', request.bareBody),
  '/v1/calls/{id}/conference': acting('登记个案会商', request.conferenceBody),
  '/v1/calls/{id}/reply': acting('答复', request.replyBody, '接听时当场答复的,不用派出。'),
  '/v1/calls/{id}/close': acting('审核办结', request.closeBody, '留了电话的转回访。'),
  '/v1/calls/{id}/call-back': acting('登记回访', request.callBackBody, '三次没有联系上,或本人不愿接听,就结束。'),
  '/v1/calls/{id}/redo': acting('退回重办', request.reasonBody, '回访不满意或答复不到位,期限重新算。'),
  '/v1/calls/{id}/redirect': acting('引导到其他渠道', request.redirectBody, '信访、诉讼事项不办工单。'),
  '/v1/calls/{id}/link': acting('重复来电并单', request.linkBody),
};
