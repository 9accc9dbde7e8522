import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as answer from '../../functions/referrals/answers.ts';
import * as request from '../../functions/referrals/requests.ts';
import { idPath } from '../../functions/shared/staff-api/fields.ts';
import { answers, forStaff, jsonBody, refusals } from './operation.ts';

const TAG = '转办与名单';
const etag = z.object({ etag: z.string().meta({ description: '版本号,操作时写在 If-Match' }) });
const header = z.object({
  'if-match': z.string().optional().meta({ description: '看到的版本号,例如 "3";也可以写在正文的 version' }),
  'idempotency-key': z.string().optional().meta({ description: '重发同一请求时写同一个值,不会记两次' }),
});
const path = idPath;

/** Staff with a token, or a department's own system with its signature. */
const forDepartment = (...given: Parameters<typeof forStaff>): ZodOpenApiOperationObject => ({
  ...forStaff(...given),
  security: [{ bearer: [] }, { signature: [] }],
});

const acting = (summary: string, body: z.ZodType, by: typeof forStaff = forDepartment) => ({
  post: by(TAG, summary, {
    requestParams: { path, header },
    requestBody: jsonBody(body),
    responses: { '200': answers('办理后的转办件', answer.referralView, etag), ...refusals(404, 409, 422, 428) },
  }),
});

export const referralPaths: ZodOpenApiPathsObject = {
  '/v1/referrals': {
    get: forDepartment(TAG, '转办清单、反馈清单', {
      description: '部门只看得到自己的。不写 status 是在办的,最急的在前;answered 是反馈清单。',
      requestParams: { query: request.referralsQuery },
      responses: { '200': answers('一页', answer.referralPage), ...refusals(404) },
    }),
  },
  '/v1/referrals/{id}': {
    get: forDepartment(TAG, '一件转办', {
      requestParams: { path },
      responses: { '200': answers('转办件', answer.referralView, etag), ...refusals(404) },
    }),
  },
  '/v1/referrals/{id}/sign': acting('部门签收', request.signBody),
  '/v1/referrals/{id}/return': acting('部门退回,写明原因;第三次退回由县里指定', request.returnBody),
  '/v1/referrals/{id}/feedback': acting('部门反馈结果', request.feedbackBody),
  '/v1/referrals/{id}/resend': acting('退回后再发,可改派别的部门', request.resendBody, forStaff),
  '/v1/referrals/{id}/assign': acting('县里指定承办部门', request.assignBody, forStaff),
  '/v1/referrals/{id}/cancel': acting('撤回', request.cancelBody, forStaff),
  '/v1/referrals/{id}/unmask': {
    post: forDepartment(TAG, '部门查看当事人的个人信息,写明用途', {
      description: '只在这件转办还在本部门手上时能看;每次都有记录。',
      requestParams: { path },
      requestBody: jsonBody(request.unmaskReferralBody),
      responses: { '200': answers('要看的几项', answer.revealed), ...refusals(404, 409, 422) },
    }),
  },
  '/v1/lists/{name}': {
    get: forDepartment(TAG, '按人员类别定期推送的名单', {
      description:
        '只给规则写明的栏目,从不给电话和病情。按 format 或 Accept 给 JSON、CSV(带BOM)或 XLSX;人多时分页,下一页的地址在 Link 头,一页总是整乡镇。',
      requestParams: { path: request.listPath, query: request.listQuery },
      responses: {
        '200': {
          description: '名单',
          content: {
            'application/json': { schema: answer.listAnswer },
            'text/csv': { schema: z.string() },
            'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: z.string() },
          },
        },
        ...refusals(404),
      },
    }),
  },
};
