import type { Clock } from '../shared/clock.ts';
import type { HttpRequest, HttpRoutes } from '../shared/http.ts';
import { binary, type HttpAnswer, text } from '../shared/http-answer.ts';
import { notFound } from '../shared/problem.ts';
import { uploadHtml } from './html.ts';
import type { PageFile, PageFiles } from './page-files.ts';

export interface UploadPagePorts {
  files: PageFiles;
  /** Where parts of files are sent to, e.g. `https://bucket.s3.cn-north-1.amazonaws.com.cn`. */
  filesOrigin: string;
  programme: string;
  clock: Clock;
}

/** A year, the longest that caches take seriously: the address changes with the content. */
const FOR_EVER = { 'cache-control': 'public, max-age=31536000, immutable' };

/** The page on which somebody in an office sends a spreadsheet: one document, one script, one style, nothing from elsewhere. */
export const uploadPage = (ports: UploadPagePorts): HttpRoutes => ({
  'GET /upload': async () => {
    const html = uploadHtml({ ...ports.files, programme: ports.programme, now: ports.clock.now() });
    return text(200, 'text/html; charset=utf-8', html, {
      'content-security-policy': policy(ports.filesOrigin),
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  },
  'GET /upload/{file}': async (request) => {
    const { script, style } = ports.files;
    const found = [script, style].find(({ name }) => name === request.pathParameters['file']);
    if (!found) throw notFound('没有这个文件,请重新打开页面');
    return fileAnswer(found, request);
  },
});

/** HTTP API does not compress, and lines to counties are slow. */
function fileAnswer({ contentType, content, zipped }: PageFile, { headers }: HttpRequest): HttpAnswer {
  const varying = { ...FOR_EVER, vary: 'accept-encoding' };
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '')
    ? binary(200, contentType, zipped, { ...varying, 'content-encoding': 'gzip' })
    : text(200, contentType, content, varying);
}

/** Nothing inline and nothing from other hosts; whatever came into the page by mistake could send nothing away. */
const policy = (filesOrigin: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src data:',
    `connect-src 'self' ${filesOrigin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
