import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { runList, runView } from '../../functions/show-statement/run-answers.ts';
import { runBody, runsQuery } from '../../functions/show-statement/run-requests.ts';
import { answers, forStaff, jsonBody, refusals } from './operation.ts';

export const statementPaths: ZodOpenApiPathsObject = {
  '/v1/statement-runs': {
    get: forStaff('通知与清单', '一期清单开到哪里了', {
      description: '看得到自己辖区的,和包括自己辖区的。每户一张,断了接着开,重复开不会多出一张。',
      requestParams: { query: runsQuery },
      responses: { '200': answers('这一期的,最近开始的在前', runList), ...refusals(404, 422) },
    }),
    post: forStaff('通知与清单', '把一个区划的一期清单开出来', {
      description: '五分钟内开始,进度用 GET 看。开过的不动,只补没有的;正在开的,接着开。',
      requestBody: jsonBody(runBody),
      responses: { '202': answers('已排上', runView), ...refusals(404, 422) },
    }),
  },
};
