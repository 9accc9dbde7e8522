import * as z from 'zod';
import { escapeHtml } from '../shared/escape-html.ts';
import { docsStyle } from './docs-style.ts';
import { descriptionOf, schemaHtml } from './schema-html.ts';

const content = z.record(z.string(), z.looseObject({ schema: z.unknown() }));
const operation = z.looseObject({
  summary: z.string().default(''),
  description: z.string().optional(),
  security: z.array(z.record(z.string(), z.unknown())).default([]),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        description: z.string().default(''),
        schema: z.unknown(),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string(), content: content.optional() })),
  tags: z.array(z.string()).default([]),
});
const documentSchema = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string().default('') }),
  tags: z.array(z.looseObject({ name: z.string(), description: z.string().default('') })).default([]),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()).default({}) }),
});
type Operation = z.output<typeof operation>;
type Content = z.output<typeof content>;

/** The OpenAPI document as a page that a person can read: nothing loaded from elsewhere, no script. */
export function docsPage(openApi: string): string {
  const { info, tags, paths, components } = documentSchema.parse(JSON.parse(openApi));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => ({ path, method: method.toUpperCase(), operation: each })),
  );
  const sections = tags.map(({ name, description }) => {
    const mine = operations.filter((each) => each.operation.tags.includes(name));
    return `<section><h2>${escapeHtml(name)}</h2><p>${escapeHtml(description)}</p>${mine.map(operationHtml).join('')}</section>`;
  });
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      // The anchor lies inside: a link to it then opens what it points at.
      `<details><summary><code>${escapeHtml(name)}</code></summary><div id="${escapeHtml(name)}">${schemaHtml(schema)}</div></details>`,
  );
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(info.title)}</title><style>${docsStyle}</style></head><body><main>
<h1>${escapeHtml(info.title)}</h1>${paragraphs(info.description)}
<p>版本 ${escapeHtml(info.version)} · 机器可读的文档在 <a href="/openapi.json">/openapi.json</a></p>
${sections.join('\n')}
<section><h2>数据结构</h2>${schemas.join('\n')}</section>
</main></body></html>
`;
}

const paragraphs = (text: string) =>
  text
    .split('\n\n')
    .map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`)
    .join('');

function operationHtml({
  path,
  method,
  operation: each,
}: {
  path: string;
  method: string;
  operation: Operation;
}): string {
  return `<details><summary><b class="${method.toLowerCase()}">${method}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(each.summary)}</summary>
${each.description ? paragraphs(each.description) : ''}<p>${credentials(each)}</p>
${parametersHtml(each.parameters)}${each.requestBody ? `<h3>请求正文</h3>${contentHtml(each.requestBody.content)}` : ''}
${responsesHtml(each.responses)}
</details>`;
}

/** What is said in full is what goes well; refusals are all of one form and stand in one line. */
function responsesHtml(responses: Operation['responses']): string {
  const all = Object.entries(responses);
  const isRefusal = ({ content: types }: Operation['responses'][string]) =>
    types !== undefined && 'application/problem+json' in types;
  const answers = all
    .filter(([, response]) => !isRefusal(response))
    .map(
      ([status, response]) =>
        `<p><b>${escapeHtml(status)}</b> ${escapeHtml(response.description)}</p>${response.content ? contentHtml(response.content) : ''}`,
    );
  const refusals = all
    .filter(([, response]) => isRefusal(response))
    .map(([status, { description }]) => `<b>${escapeHtml(status)}</b> ${escapeHtml(description)}`);
  const refused = refusals.length === 0 ? '' : `<h3>没有办成时</h3><p>${refusals.join(';')}</p>`;
  return `<h3>答复</h3>${answers.join('')}${refused}`;
}

function credentials({ security }: Operation): string {
  const names = security.flatMap((each) => Object.keys(each));
  if (names.includes('signature')) return '凭证:部门签名(RFC 9421)';
  return names.length > 0 ? '凭证:工作人员登录令牌(Authorization: Bearer)' : '凭证:不需要';
}

function parametersHtml(parameters: Operation['parameters']): string {
  if (parameters.length === 0) return '';
  const places = new Map([
    ['query', '查询'],
    ['path', '路径'],
    ['header', '请求头'],
  ]);
  const rows = parameters.map(
    (each) =>
      `<li><code>${escapeHtml(each.name)}</code> <small>${places.get(each.in) ?? escapeHtml(each.in)}${each.required ? ' · 必填' : ''}</small> ${escapeHtml(each.description || descriptionOf(each.schema))} ${schemaHtml(each.schema)}</li>`,
  );
  return `<h3>参数</h3><ul>${rows.join('')}</ul>`;
}

const contentHtml = (types: Content) =>
  Object.entries(types)
    .map(([type, { schema }]) => `<p><small>${escapeHtml(type)}</small></p>${schemaHtml(schema)}`)
    .join('');
