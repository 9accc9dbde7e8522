import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { onHttp } from '../../../functions/shared/http.ts';
import { uploadPage } from '../../../functions/upload-page/handler.ts';
import { pageFile } from '../../../functions/upload-page/page-files.ts';
import { NOW } from '../../factories.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

const script = pageFile('js', 'text/javascript; charset=utf-8', 'start()');
const style = pageFile('css', 'text/css; charset=utf-8', 'body{}');
const routes = uploadPage({
  files: { script, style },
  filesOrigin: 'https://files.example.cn',
  programme: '甘肃省<监测>',
  clock: { now: () => NOW },
});
const open = async (file?: string, headers = {}) =>
  onHttp(routes)(
    gatewayEvent(file === undefined ? 'GET /upload' : 'GET /upload/{file}', {
      headers,
      pathParameters: file === undefined ? {} : { file },
    }),
    gatewayContext(),
  );

describe('/upload', () => {
  it('lets scripts and styles come from the hub alone, and bytes go to the hub and the bucket alone', async () => {
    const page = await open();
    expect(page.statusCode).toBe(200);
    const policy = String(page.headers?.['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' https://files.example.cn;");
    expect(policy).not.toContain('unsafe');
    expect(page.headers?.['cache-control']).toBe('no-store');
  });

  it('has no script or style of its own, nothing from elsewhere, and tells the time', async () => {
    const { body } = await open();
    expect(body).not.toMatch(/<script(?![^>]* src="\/upload\/)|<style|https?:\/\/| on[a-z]+=/);
    expect(body).toContain(`data-now="${NOW}"`);
    expect(body).toContain('甘肃省&lt;监测&gt;');
  });

  it('names its files by their content, to be kept for ever', async () => {
    const { body } = await open();
    for (const { name, content, contentType } of [script, style]) {
      expect(body).toContain(`"/upload/${name}"`);
      expect(await open(name)).toMatchObject({
        statusCode: 200,
        body: content,
        headers: { 'content-type': contentType, 'cache-control': 'public, max-age=31536000, immutable' },
      });
    }
    expect(pageFile('js', '', 'start() ').name).not.toBe(script.name);
  });

  it('sends them compressed to a browser that can', async () => {
    const answer = await open(script.name, { 'accept-encoding': 'gzip, deflate' });
    expect(answer.headers?.['content-encoding']).toBe('gzip');
    expect(gunzipSync(Buffer.from(answer.body ?? '', 'base64')).toString()).toBe(script.content);
  });

  it('has no other files', async () => {
    expect(await open('page.0000.js')).toMatchObject({ statusCode: 404 });
    expect(await open('..%2findex.js')).toMatchObject({ statusCode: 404 });
  });
});
