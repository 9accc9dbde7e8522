import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { refusals } from './operation.ts';

const TAG = '文件报送';
const file = z.string().meta({ description: '页面里写着的文件名,随内容变' });

/** The page on which somebody in an office sends a file by hand. */
export const uploadPagePaths: ZodOpenApiPathsObject = {
  '/upload': {
    get: {
      tags: [TAG],
      summary: '报送表格的页面',
      description: '给没有程序的部门:选表、上报、看逐行结果。页面本身不用登录,里面用部门密钥或工作人员令牌。',
      security: [],
      responses: { '200': { description: '页面', content: { 'text/html': { schema: z.string() } } } },
    },
  },
  '/upload/{file}': {
    get: {
      tags: [TAG],
      summary: '报送页面的脚本和样式',
      security: [],
      requestParams: { path: z.object({ file }) },
      responses: {
        '200': {
          description: '脚本或样式,可以一直缓存',
          content: { 'text/javascript': { schema: z.string() }, 'text/css': { schema: z.string() } },
        },
        ...refusals(404),
      },
    },
  },
};
