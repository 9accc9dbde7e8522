import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import * as answer from '../../functions/offices/answers.ts';
import * as request from '../../functions/offices/requests.ts';
import { idPath } from '../../functions/shared/staff-api/fields.ts';
import { answers, forStaff, jsonBody, refusals } from './operation.ts';

const TAG = '单位与人员';
const etag = z.object({ etag: z.string().meta({ description: '版本号,改的时候写在 If-Match' }) });
const ifMatch = z.string().meta({ description: '看到的版本号,例如 "3"' });

export const officePaths: ZodOpenApiPathsObject = {
  '/v1/offices': {
    get: forStaff(TAG, '辖区里的单位和人员', {
      requestParams: { query: request.officesQuery },
      responses: { '200': answers('一页', answer.officePage), ...refusals(404) },
    }),
  },
  '/v1/offices/{id}': {
    get: forStaff(TAG, '一个单位', {
      requestParams: { path: idPath },
      responses: { '200': answers('单位', answer.officeView, etag), ...refusals(404) },
    }),
    put: forStaff(TAG, '写一个单位:座机、上班时间、村、联系人、代班', {
      description:
        '整个单位按正文的写,没有写的项就没有了。管理员改辖区里的,县级改本县各乡镇的。改了一分钟内生效。联系人没有换就不用写手机号。',
      requestParams: { path: idPath, header: z.object({ 'if-match': ifMatch.optional() }) },
      requestBody: jsonBody(request.officeBody),
      responses: { '200': answers('改好的单位', answer.officeView, etag), ...refusals(404, 409, 422, 428) },
    }),
    delete: forStaff(TAG, '取消在这里改的,照规则文件', {
      requestParams: { path: idPath, header: z.object({ 'if-match': ifMatch }) },
      responses: {
        '200': answers('照规则文件的单位', answer.officeView, etag),
        '204': { description: '规则文件里没有这个单位,已经没有了' },
        ...refusals(404, 409, 428),
      },
    }),
  },
};
