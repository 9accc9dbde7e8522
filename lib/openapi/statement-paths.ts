import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { idPath } from '../../functions/shared/staff-api/fields.ts';
import { doorView, foundByCode } from '../../functions/show-statement/door-answers.ts';
import { codeBody } from '../../functions/show-statement/door-requests.ts';
import { runList, runView } from '../../functions/show-statement/run-answers.ts';
import { runBody, runsQuery } from '../../functions/show-statement/run-requests.ts';
import { answers, forStaff, jsonBody, refusals } from './operation.ts';

export const statementPaths: ZodOpenApiPathsObject = {
  '/v1/statements/lookup': {
    post: forStaff('通知与清单', '群众打电话来报查询码,查是哪一张单子', {
      description: '查询码只放在正文里。只查得到辖区里的,姓名打码;查看有记录。查到以后可以解锁、续期。',
      requestBody: jsonBody(codeBody),
      responses: { '200': answers('单子,和现在能不能查', foundByCode), ...refusals(404, 422) },
    }),
  },
  '/v1/statements/{id}/renew': {
    post: forStaff('通知与清单', '过期了,再开半年', {
      description: '查询码不变,纸上的还能用;锁住的也一起解开。',
      requestParams: { path: idPath },
      responses: { '200': answers('已续期', doorView), ...refusals(404, 409) },
    }),
  },
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
