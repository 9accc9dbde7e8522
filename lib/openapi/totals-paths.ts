import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { totalsQuery } from '../../functions/uploads/requests.ts';
import { totalsView } from '../../functions/uploads/totals-answers.ts';
import { answers, forStaff, refusals } from './operation.ts';

export const totalsPaths: ZodOpenApiPathsObject = {
  '/v1/departments/me/totals': {
    get: {
      ...forStaff('文件报送', '我的一个月:报了多少,收下多少,还有什么该报', {
        description:
          '本单位自己的,系统直接报的和文件里的合在一起,一样不算两遍。直接报的按次计数,报送中断后整批重发的,第二次算重复;一件事到底收没收下,以 GET /v1/events 为准。',
        requestParams: { query: totalsQuery },
        responses: { '200': answers('这个月', totalsView), ...refusals(400, 404) },
      }),
      security: [{ signature: [] }, { bearer: [] }],
    },
  },
};
