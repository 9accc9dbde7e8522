import { createHash } from 'node:crypto';
import { sheetWordings } from '../../domain/sheets/wordings/by-type.ts';
import { type Upload, uploadTypes } from '../../domain/upload.ts';
import { attachment } from '../shared/attachment.ts';
import { type HttpRequest, type HttpRoutes, route } from '../shared/http.ts';
import { binary, type HttpAnswer, json } from '../shared/http-answer.ts';
import { notFound } from '../shared/problem.ts';
import { csvOf } from '../shared/sheets/write-csv.ts';
import { xlsxOf } from '../shared/sheets/write-xlsx.ts';
import type { UploadsPorts } from './ports.ts';
import { templatePath } from './requests.ts';
import { templateHeadings, templateSheets } from './template-sheets.ts';

/** They hold nothing of anybody, and change with a new version of the hub. */
const CACHED = { 'cache-control': 'public, max-age=3600' };

const endings = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
type Ending = keyof typeof endings;

type TemplatePorts = Pick<UploadsPorts, 'province'>;

/** Templates to fill in, for everybody: made from the very columns that read them. */
export const templateRoutes = (ports: TemplatePorts): HttpRoutes => {
  const made = new Map<string, Promise<Buffer>>();
  return {
    'GET /v1/templates': route({}, async () => json(200, { items: uploadTypes.options.map(listed) }, CACHED)),
    'GET /v1/templates/{file}': route({ path: templatePath }, async ({ path }, request) => {
      const { type, ending } = templateOf(path.file);
      const bytes = made.get(path.file) ?? templateBytes(ports, type, ending);
      made.set(path.file, bytes);
      return answer(request, type, ending, await bytes);
    }),
  };
};

const listed = (type: Upload['type']) => ({
  type,
  name: sheetWordings[type].title,
  xlsx: `/v1/templates/${type}.xlsx`,
  csv: `/v1/templates/${type}.csv`,
});

function templateOf(file: string): { type: Upload['type']; ending: Ending } {
  const [name, ending] = file.split('.');
  const type = uploadTypes.safeParse(name);
  if (!type.success) throw notFound(`没有这个模板;可以写:${uploadTypes.options.join('、')}`);
  return { type: type.data, ending: ending === 'csv' ? 'csv' : 'xlsx' };
}

async function templateBytes({ province }: TemplatePorts, type: Upload['type'], ending: Ending): Promise<Buffer> {
  const { profile } = province;
  const pieces = ending === 'csv' ? csvOf([templateHeadings(type, profile)]) : xlsxOf(templateSheets(type, profile));
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

function answer({ headers }: HttpRequest, type: Upload['type'], ending: Ending, bytes: Buffer): HttpAnswer {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  if (headers['if-none-match']?.split(/\s*,\s*/).includes(etag))
    return { statusCode: 304, headers: { etag, ...CACHED } };
  return binary(200, endings[ending], bytes, {
    ...CACHED,
    etag,
    'content-disposition': attachment(`${sheetWordings[type].title}模板.${ending}`, `${type}.${ending}`),
  });
}
