import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as answer from '../../functions/uploads/answers.ts';
import * as request from '../../functions/uploads/requests.ts';
import { answers, forStaff, jsonBody, refusals } from './operation.ts';

const TAG = '文件报送';
const path = request.uploadPath;

/** A department's system with its signature, or its staff with a token. */
const forSender = (summary: string, rest: Parameters<typeof forStaff>[2]): ZodOpenApiOperationObject => ({
  ...forStaff(TAG, summary, rest),
  security: [{ signature: [] }, { bearer: [] }],
});

export const uploadPaths: ZodOpenApiPathsObject = {
  '/v1/uploads': {
    post: forSender('登记一份文件,拿到上传地址', {
      description:
        '把文件按 parts 切成段,每段用 PUT 发到它的 url,都发完后调用 complete。断了不要紧:再查一次这份文件,只给还没到的段。写了 sha256 时,同一份内容再登记一次得到的还是这一份(200)。\n\n行里的错不会让整份文件作废:收得下的照收,没收下的逐行说明,改错表改好后整张重发,已收下的不会重复。',
      requestBody: jsonBody(request.announceBody),
      responses: {
        '201': answers('登记好了,等文件传上来', answer.uploadView),
        '200': answers('同样的内容已经登记过,还没办完:就是这一份', answer.uploadView),
        ...refusals(409, 422),
      },
    }),
    get: forSender('某个月上传的文件,新的在前', {
      requestParams: { query: request.uploadsQuery },
      responses: { '200': answers('清单', answer.uploadList), ...refusals(404) },
    }),
  },
  '/v1/uploads/{id}': {
    get: forSender('一份文件现在怎样', {
      description: '可以每隔几秒查一次。statusText 是给人看的话;done 以后不再变。',
      requestParams: { path },
      responses: { '200': answers('文件', answer.uploadView), ...refusals(404) },
    }),
    delete: forSender('撤回整份文件', {
      description:
        '还没读的,直接作废(200);读过的,把它报的内容都收回(202),收完后状态是 withdrawn。撤回后可以重新报送。这之后又收过同类的文件时是 409,detail 里写着是哪天报的哪一种:先撤回后面的。',
      requestParams: { path },
      responses: {
        '200': answers('已经撤回', answer.uploadItem),
        '202': answers('正在收回', answer.uploadItem),
        ...refusals(404, 409),
      },
    }),
  },
  '/v1/uploads/{id}/complete': {
    post: forSender('传完了,可以读了', {
      description: '有没传到的段时是 409,正文里的 parts 是这些段的新地址。',
      requestParams: { path },
      responses: { '200': answers('文件', answer.uploadView), ...refusals(404, 409) },
    }),
  },
  '/v1/uploads/{id}/columns': {
    put: forSender('确认哪一列是什么', {
      description:
        '表头认不准时(status 是 asking-columns)才要确认,只确认一次:同样的表头以后直接读。可以指的栏目在 columns.choices 里。',
      requestParams: { path },
      requestBody: jsonBody(request.columnsBody),
      responses: { '200': answers('文件', answer.uploadView), ...refusals(404, 409, 422) },
    }),
  },
  '/v1/uploads/{id}/confirm': {
    post: forSender('确认名单上少了的人确实都退出了', {
      description: '名单比上次少得多时(status 是 asking-leaving)才要确认。人数要和 leaving 一样。',
      requestParams: { path },
      requestBody: jsonBody(request.leavingBody),
      responses: { '200': answers('文件', answer.uploadView), ...refusals(404, 409, 422) },
    }),
  },
  '/v1/templates': {
    get: {
      tags: [TAG],
      summary: '有哪些模板',
      security: [],
      responses: { '200': answers('每种内容一个模板', answer.templateList) },
    },
  },
  '/v1/templates/{file}': {
    get: {
      tags: [TAG],
      summary: '下载模板',
      description:
        'XLSX 有三张表:要填的、填写示例、填写说明。CSV 只有表头。单位自己的表也能直接传,表头认不准时会请您确认一次。',
      security: [],
      requestParams: { path: request.templatePath },
      responses: {
        '200': {
          description: '模板',
          content: {
            'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: z.string() },
            'text/csv': { schema: z.string() },
          },
        },
        ...refusals(400, 404),
      },
    },
  },
};
