import { createHash } from 'node:crypto';
import { sheetWordings } from '../../domain/sheets/wordings/by-type.ts';
import { type Upload, uploadTypes } from '../../domain/upload.ts';
import { attachment } from '../shared/attachment.ts';
import { type HttpRequest, type HttpRoutes, route } from '../shared/http.ts';
import { binary, type HttpAnswer, json } from '../shared/http-answer.ts';
import { notFound } from '../shared/problem.ts';
import type { UploadsPorts } from './ports.ts';
import { templatePath } from './requests.ts';
import { type TemplateFormat, templateFile } from './template-files.ts';

/** They hold nothing of anybody, and change with a new version of the hub. */
const CACHED = { 'cache-control': 'public, max-age=3600' };

const contentTypes: Readonly<Record<TemplateFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

type TemplatePorts = Pick<UploadsPorts, 'province'>;

/** Templates to fill in, for everybody: made from the very columns that read them. */
export const templateRoutes = (ports: TemplatePorts): HttpRoutes => {
  const made = new Map<string, Promise<Buffer>>();
  return {
    'GET /v1/templates': route({}, async () => json(200, { items: uploadTypes.options.map(listed) }, CACHED)),
    'GET /v1/templates/{file}': route({ path: templatePath }, async ({ path }, request) => {
      const { type, format } = templateOf(path.file);
      const bytes = made.get(path.file) ?? templateFile(type, format, ports.province.profile);
      made.set(path.file, bytes);
      return answer(request, type, format, await bytes);
    }),
  };
};

const listed = (type: Upload['type']) => ({
  type,
  name: sheetWordings[type].title,
  xlsx: `/v1/templates/${type}.xlsx`,
  csv: `/v1/templates/${type}.csv`,
});

function templateOf(file: string): { type: Upload['type']; format: TemplateFormat } {
  const [name, ending] = file.split('.');
  const type = uploadTypes.safeParse(name);
  if (!type.success) throw notFound(`没有这个模板;可以写:${uploadTypes.options.join('、')}`);
  return { type: type.data, format: ending === 'csv' ? 'csv' : 'xlsx' };
}

function answer({ headers }: HttpRequest, type: Upload['type'], format: TemplateFormat, bytes: Buffer): HttpAnswer {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  if (headers['if-none-match']?.split(/\s*,\s*/).includes(etag))
    return { statusCode: 304, headers: { etag, ...CACHED } };
  return binary(200, contentTypes[format], bytes, {
    ...CACHED,
    etag,
    'content-disposition': attachment(`${sheetWordings[type].title}模板.${format}`, `${type}.${format}`),
  });
}
