import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One file of the page under an address that changes with its content, so that it may be kept for ever. */
export interface PageFile {
  /** `page.4f1c….js`: what `{file}` is in `/upload/{file}`. */
  readonly name: string;
  readonly contentType: string;
  readonly content: string;
  readonly zipped: Uint8Array;
}

export interface PageFiles {
  readonly script: PageFile;
  readonly style: PageFile;
}

/** What the build laid beside the bundle; `root` is the bundle's folder, `LAMBDA_TASK_ROOT`. */
export const pageFilesIn = (root: string): PageFiles => ({
  script: pageFile('js', 'text/javascript; charset=utf-8', readFileSync(join(root, 'page.js'), 'utf8')),
  style: pageFile('css', 'text/css; charset=utf-8', readFileSync(join(root, 'page.css'), 'utf8')),
});

export function pageFile(ending: string, contentType: string, content: string): PageFile {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return { name: `page.${hash}.${ending}`, contentType, content, zipped: gzipSync(content) };
}
