import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { explanation, warningCase } from '../../functions/api/audit-answers.ts';
import { caseBody, explanationQuery } from '../../functions/api/audit-requests.ts';
import { deliveryStatistics, statistics } from '../../functions/api/statistics-answers.ts';
import { deliveryQuery, statisticsQuery } from '../../functions/api/statistics-requests.ts';
import { idPath } from '../../functions/shared/staff-api/fields.ts';
import { answers, forStaff, jsonBody, refusals } from './operation.ts';

export const auditPaths: ZodOpenApiPathsObject = {
  '/v1/warnings/{id}/case': {
    get: forStaff('统计与审计', '一条预警的全过程,排成一条时间线', {
      description:
        'id 也可以写预警编号。从引起它的报送,到分数、期限、提醒、通知原文和回执、走访、结果、转办、救助,以及谁查阅过。姓名打码;查看本身也有记录。',
      requestParams: { path: idPath },
      responses: { '200': answers('全过程', warningCase), ...refusals(404) },
    }),
    post: forStaff('统计与审计', '写明用途,查看全过程的原文', {
      description: '内容相同,姓名、证件号码、电话和通知原文不打码。',
      requestParams: { path: idPath },
      requestBody: jsonBody(caseBody),
      responses: { '200': answers('全过程', warningCase), ...refusals(404, 422) },
    }),
  },
  '/v1/people/{id}/explanation': {
    get: forStaff('统计与审计', '为什么有预警,或为什么没有', {
      description: '也可以写户或线索的编号。每一条报送,每一项指标怎样看它;用的就是研判的那一套规则,按现行的一版。',
      requestParams: { path: idPath, query: explanationQuery },
      responses: { '200': answers('说明', explanation), ...refusals(404) },
    }),
  },
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
  '/v1/statistics/delivery': {
    get: forStaff('统计与审计', '短信送达和电话回拨的统计,可按平台、区划、原因分项', {
      description:
        '发出、送达、没有送到、不知道各多少,没有送到的为什么,电话告知了多少。先报没有送到、后来又送到的,两边都算。一次最多366天;按天最多92天。按 Accept 给 JSON 或 CSV(text/csv,可用 Excel 打开)。不含个人信息。',
      requestParams: { query: deliveryQuery },
      responses: {
        '200': {
          description: '统计',
          content: { 'application/json': { schema: deliveryStatistics }, 'text/csv': { schema: z.string() } },
        },
        ...refusals(404),
      },
    }),
  },
};
