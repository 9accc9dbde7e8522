import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { statistics } from '../../functions/api/statistics-answers.ts';
import { statisticsQuery } from '../../functions/api/statistics-requests.ts';
import { forStaff, refusals } from './operation.ts';

export const auditPaths: ZodOpenApiPathsObject = {
  '/v1/statistics': {
    get: forStaff('统计与审计', '一个区划的统计,可分项', {
      description:
        '一次最多366天;按天最多92天。按 Accept 给 JSON 或 CSV(text/csv,可用 Excel 打开)。不含个人信息;小数目(少于5)照实给出,供内部使用,对外公布前请自行合并。',
      requestParams: { query: statisticsQuery },
      responses: {
        '200': {
          description: '统计',
          content: { 'application/json': { schema: statistics }, 'text/csv': { schema: z.string() } },
        },
        ...refusals(404),
      },
    }),
  },
};
