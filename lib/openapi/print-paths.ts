import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import * as request from '../../functions/show-statement/requests.ts';
import { forStaff, refusals } from './operation.ts';

const printed = z.object({
  'content-disposition': z.string().meta({ description: '文件名:区划、期间、第几户到第几户,不含姓名' }),
  link: z.string().optional().meta({ description: '还有下一份时:<地址>; rel="next"' }),
  'statement-division': z.string().meta({ description: '这一份是哪个村(12位)' }),
  'statement-count': z.string().meta({ description: '这一份几户' }),
  'statement-missing-glyphs': z.string().meta({ description: '有几个字印不出,要用笔补' }),
});

/** Printing a period's statements, carrying them out, and saying so. */
export const printPaths: ZodOpenApiPathsObject = {
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
