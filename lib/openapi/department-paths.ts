import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { envelope } from '../../domain/events/event.ts';
import { eventNames, eventSchemas, typeOf } from '../../domain/events/schemas.ts';
import { fate } from '../../functions/trace-event/answers.ts';
import { answers, problemSchema, refusals } from './operation.ts';

/** Each type as a whole CloudEvent, with the very schema that receives it. */
const events = eventNames.options.map((name) =>
  envelope
    .extend({ type: z.literal(typeOf(name)), data: eventSchemas[name] })
    .meta({ id: `Event-${name}`, description: `CloudEvents 1.0,类型 ${typeOf(name)}` }),
);
const event = z.union(events).meta({ id: 'Event', description: '一条事件;个人信息只放在 data 里' });

const result = z
  .object({
    id: z.string().nullable(),
    status: z
      .enum(['accepted', 'duplicate', 'conflict', 'invalid', 'forbidden'])
      .meta({ description: '收下、已有、同号不同内容、填得不对、无权报送' }),
    detail: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'EventResult' });
const results = z.object({ results: z.array(result) });
const problemWithResults = problemSchema.extend({ results: z.array(result) }).meta({ id: 'EventProblem' });
const single = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemWithResults } },
});

const security = [{ signature: [] }];
const tags = ['部门报送'];

export const departmentPaths: ZodOpenApiPathsObject = {
  '/v1/events': {
    post: {
      tags,
      security,
      summary: '报送事件,一条或一批',
      description:
        '一批最多500条、1 MiB,逐条给结果,一条错不影响其他。2xx 表示已经存下。\n\n更正用新的事件编号,并写 supersedes;data 里没有的字段会被指名拒绝。',
      requestBody: {
        required: true,
        content: {
          'application/cloudevents+json': { schema: event },
          'application/cloudevents-batch+json': { schema: z.array(event).max(500) },
        },
      },
      responses: {
        '200': answers('单条:已经收到过', results),
        '202': answers('都收下了', results),
        '207': answers('一批里有的没有收下,看每条的结果', results),
        ...refusals(400, 401, 413, 415, 429, 503),
        '403': single('单条:无权报送'),
        '409': single('单条:同一编号内容不同'),
        '422': single('单条:填得不对'),
      },
    },
    get: {
      tags,
      security,
      summary: '一条事件的去向',
      requestParams: { query: z.object({ source: z.string(), id: z.string() }) },
      responses: { '200': answers('去向', fate), ...refusals(400, 401, 404) },
    },
  },
};
