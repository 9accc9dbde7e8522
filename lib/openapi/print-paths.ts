import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { idPath } from '../../functions/shared/staff-api/fields.ts';
import * as answer from '../../functions/show-statement/answers.ts';
import * as request from '../../functions/show-statement/requests.ts';
import { answers, forStaff, jsonBody, refusals } from './operation.ts';

const printed = z.object({
  'content-disposition': z.string().meta({ description: '文件名:区划、期间、第几户到第几户,不含姓名' }),
  link: z.string().optional().meta({ description: '还有下一份时:<地址>; rel="next"' }),
  'statement-division': z.string().meta({ description: '这一份是哪个村(12位)' }),
  'statement-count': z.string().meta({ description: '这一份几户' }),
  'statement-missing-glyphs': z.string().meta({ description: '有几个字印不出,要用笔补' }),
});

/** Printing a period's statements, carrying them out, and saying so. */
export const printPaths: ZodOpenApiPathsObject = {
  '/v1/statements': {
    get: forStaff('通知与清单', '一期的清单:哪些还没送到', {
      description: '按乡镇、村、户排,和打印的顺序一样。登记过送达的带日期。查看有记录。',
      requestParams: { query: request.listQuery },
      responses: { '200': answers('一页', answer.statementPage), ...refusals(404) },
    }),
  },
  '/v1/statements/{id}/delivered': {
    post: forStaff('通知与清单', '登记送达:送达联收回来以后', {
      description: '谁收的、代收人和关系、怎样送的。登记错了再登记一次,前面的保留。',
      requestParams: {
        path: idPath,
        header: z.object({
          'if-match': z.string().optional().meta({ description: '看到的版本号,例如 "1";也可以写在正文的 version' }),
          'idempotency-key': z.string().optional().meta({ description: '重发同一请求时写同一个值,不会记两次' }),
        }),
      },
      requestBody: jsonBody(request.deliveredBody),
      responses: {
        '200': answers(
          '登记后的',
          answer.deliveredView,
          z.object({ etag: z.string().meta({ description: '版本号' }) }),
        ),
        ...refusals(404, 409, 422, 428),
      },
    }),
  },
  '/v1/statements/print': {
    get: forStaff('通知与清单', '合并打印:一个村一份 PDF', {
      description:
        '先是送达登记表(不印金额),后面一户一张,按村、按户排。村大就分几份;照 Link 一份一份取,直到没有下一份。请单面打印。每一户都记为一次查看。系统不保存打印文件。',
      requestParams: { query: request.printQuery },
      responses: {
        '200': {
          description: '一份 PDF',
          headers: printed,
          content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
        },
        ...refusals(404),
      },
    }),
  },
};
