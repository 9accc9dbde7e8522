import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pageFilesIn } from '../../../functions/upload-page/page-files.ts';
import { copyBundle } from '../../../lib/bundles.ts';
import { type Browser, CHROMIUM, startBrowser } from '../../chromium.ts';
import { lowContrast, nameless, withoutNewerLibrary } from './in-page.ts';
import { startStandIn } from './stand-in.ts';

const HEAD = '身份证号码,姓名,备注';
/** So many rows that a file has four parts; those named are wrong. */
const sheet = (wrong: readonly number[], count = 6000) =>
  Buffer.from(
    [
      HEAD,
      ...Array.from({ length: count }, (_, i) => `62112219680305${i},王秀英,${wrong.includes(i) ? '错' : '好'}`),
    ].join('\r\n'),
  );

describe.skipIf(CHROMIUM === undefined)('the upload page, in Chromium', () => {
  let browser: Browser;
  let hub: Awaited<ReturnType<typeof startStandIn>>;
  let page: Page;
  const complaints: string[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), 'jiuzhu-page-'));

  beforeAll(async () => {
    copyBundle('upload-page', folder);
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    hub = await startStandIn(pageFilesIn(folder));
    await open();
  });
  afterEach(async () => {
    await page.close();
    await hub.stop();
    expect(complaints.splice(0)).toEqual([]);
  });

  /** As it would be loaded by a browser of 2017, which knows none of what came later. */
  async function open(): Promise<void> {
    page = await browser.context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      // A part that breaks off, and a key that nobody has, are told by the browser itself.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    await page.addInitScript(withoutNewerLibrary);
    await page.goto(`${hub.url}/upload`);
  }

  async function signIn(): Promise<void> {
    await page.getByLabel('密钥编号').fill('medical-insurance-1');
    await page.getByLabel('密钥', { exact: true }).fill('aml1emh1LWh1YiB0ZXN0IHNlY3JldCwgMzIgYnl0ZXM=');
    await page.getByRole('button', { name: '登录' }).click();
    await heading('交一张表');
  }

  const heading = (name: string) => page.getByRole('heading', { name }).waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const choose = (buffer: Buffer, name = '十月.csv') =>
    page.getByLabel(/选文件|换一个文件/).setInputFiles({ name, mimeType: 'text/csv', buffer });
  const figures = async () =>
    (await page.locator('.figure strong').allTextContents()).map((text) => Number(text.replace(',', '')));
  const send = async (file: Buffer, how = '上报', type = '大额医疗费用累计') => {
    await page.getByLabel(type).check();
    await choose(file);
    await press(how);
  };

  it('takes a file over a line that breaks, gives it back with the reasons, and takes the mended one', async () => {
    await signIn();
    hub.behaviour.line = (nth) => nth > 2;
    await send(sheet([7, 900]));
    await heading('有2行没收下');
    expect(await figures()).toEqual([6000, 5998, 0, 0, 2]);
    await page.getByRole('row', { name: /902.*身份证号码.*6211\*+0314.*校验位不对/ }).waitFor();

    const coming = page.waitForEvent('download');
    await press('下载带错误原因的表');
    const download = await coming;
    expect(download.suggestedFilename()).toBe('十月.错误.csv');
    const mended = readFileSync(await download.path(), 'utf8').replaceAll('错\r', '好\r');
    await press('改好了,再交一次');
    await heading('交一张表');
    expect(await page.getByLabel('大额医疗费用累计').isChecked()).toBe(true);
    await choose(Buffer.from(mended), '十月.错误.csv');
    await press('上报');
    await heading('都收下了');
    expect(await figures()).toEqual([6000, 2, 5998, 0, 0]);
  });

  it('goes on with a file where it stopped when the page was closed', async () => {
    await signIn();
    hub.behaviour.line = (nth) => nth === 1;
    await send(sheet([]));
    await page.locator('.notice', { hasText: '网络断了一下' }).waitFor();
    await page.close({ runBeforeUnload: false });
    const before = hub.behaviour.received.splice(0);
    expect(before).toHaveLength(1);
    hub.behaviour.line = () => true;
    await open();
    await signIn();
    await press('接着传:十月.csv');
    await page.getByText('请在下面再选一次这个文件').waitFor();
    await choose(sheet([]));
    await press('上报');
    await heading('都收下了');
    expect(hub.uploads).toHaveLength(1);
    expect([...before, ...hub.behaviour.received].toSorted()).toEqual([0, 1, 2, 3]);
  });

  it('stops when it is told to, and keeps what was chosen', async () => {
    await signIn();
    hub.behaviour.line = (nth) => nth < 2;
    await send(sheet([]));
    await page.locator('.notice', { hasText: '网络断了一下' }).waitFor();
    hub.behaviour.line = () => true;
    await press('先停下');
    await heading('交一张表');
    await page.locator('.file-name', { hasText: '十月.csv' }).waitFor();
    expect(hub.uploads[0]?.status).toBe('receiving');
    await press('上报');
    await heading('都收下了');
    expect(hub.uploads).toHaveLength(1);
  });

  it('says of a sheet that changed after it was chosen that it is to be chosen again', async () => {
    await signIn();
    const file = path.join(folder, '改动中.csv');
    writeFileSync(file, sheet([], 3));
    await page.getByLabel('大额医疗费用累计').check();
    await page.getByLabel('选文件').setInputFiles(file);
    writeFileSync(file, sheet([1], 30));
    await press('上报');
    await page.getByRole('alert').getByText('这个文件读不了').waitFor();
    expect(await page.getByRole('button', { name: '接着传' }).count()).toBe(0);
    await press('回到首页');
    await page.getByText('把表格拖到这里').waitFor();
  });

  it('only checks, and then sends the same file for real', async () => {
    await signIn();
    await send(sheet([]), '只检查,不上报');
    await heading('检查过了,没有问题');
    await press('正式上报');
    await heading('都收下了');
    expect(hub.uploads.map(({ dryRun, rows }) => [dryRun, rows.accepted])).toEqual([
      [true, 6000],
      [false, 6000],
    ]);
  });

  it('asks once which column is which, and says in words what is missing', async () => {
    await signIn();
    hub.behaviour.asks = 'columns';
    await send(sheet([], 3));
    await heading('请看看每一列是什么');
    await press('确认,开始读');
    await page.getByRole('alert').getByText('还差“截止日期”、“个人负担”').waitFor();
    await page.getByLabel('自己出的').selectOption({ label: '个人负担(必填)' });
    await page.getByLabel('截止日期,每一行都是').fill('2026-10-31');
    await page.getByText('都对上了').waitFor();
    expect(await page.evaluate(nameless)).toEqual([]);
    await press('确认,开始读');
    await heading('都收下了');
    expect(hub.behaviour.columns).toEqual({
      columns: {
        '证件号(必填)': 'person.idNumber',
        '姓 名': 'person.name',
        总费用: 'totalAmount',
        自己出的: 'personalBurden',
        备注: null,
      },
      constants: { asOf: '2026-10-31' },
    });
  });

  it('asks whether a list is whole, and whether so many have left', async () => {
    await signIn();
    hub.behaviour.asks = 'leaving';
    await send(sheet([], 3), '上报', '困难群众名册');
    await page.getByText('请选这张表是全部名单,还是只是变动').waitFor();
    await page.getByLabel('全部名单').check();
    await press('上报');
    await heading('有31人不在这次的名单里');
    expect(hub.uploads[0]?.mode).toBe('full');
    await press('确认,31人都退出了');
    await heading('都收下了');
  });

  it('takes a file back, after a question', async () => {
    await signIn();
    await send(sheet([], 3));
    await heading('都收下了');
    await press('撤回这份表');
    await press('不撤回');
    await press('撤回这份表');
    await press('撤回,把报上来的都收回');
    await heading('已经撤回');
    expect(hub.uploads[0]?.status).toBe('withdrawn');
  });

  it('is walked by keyboard alone', async () => {
    await page.getByLabel('密钥编号').focus();
    await page.keyboard.type('medical-insurance-1');
    await page.keyboard.press('Tab');
    await page.keyboard.type('aml1emh1LWh1YiB0ZXN0IHNlY3JldCwgMzIgYnl0ZXM=');
    await page.keyboard.press('Enter');
    await heading('交一张表');
    expect(await focused()).toContain('交一张表');
    const walked: string[] = [];
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab');
      if (i === 0) await page.keyboard.press('Space');
      walked.push(await focused());
    }
    expect(walked).toEqual([
      expect.stringContaining('大额医疗费用累计'),
      'Excel 模板',
      'CSV 模板',
      '选文件',
      '上报',
      '只检查,不上报',
      expect.anything(),
      expect.anything(),
    ]);
    const dialog = page.waitForEvent('filechooser');
    await page.getByLabel('选文件').focus();
    await page.keyboard.press('Space');
    await (await dialog).setFiles({ name: '十月.csv', mimeType: 'text/csv', buffer: sheet([1], 3) });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading('有1行没收下');
    expect(await focused()).toBe('有1行没收下');
  });

  it('names every field and button, and has enough contrast everywhere', async () => {
    const check = async () => {
      expect(await page.evaluate(nameless)).toEqual([]);
      expect(await page.evaluate(lowContrast)).toEqual([]);
    };
    await check();
    await signIn();
    await page.getByText('我的').waitFor();
    await page.getByLabel('困难群众名册').check();
    await check();
    await send(sheet([1], 3), '只检查,不上报');
    await check();
    await heading('检查过了,有1行要改');
    await check();
  });

  it('keeps the secret nowhere, and forgets it on leaving', async () => {
    await signIn();
    const kept = 'JSON.stringify([localStorage, sessionStorage, document.cookie, document.body.innerHTML])';
    expect(await page.evaluate(kept)).not.toContain('aml1emh1');
    await press('退出');
    await heading('请先登录');
    expect(await page.getByLabel('密钥', { exact: true }).inputValue()).toBe('');
  });

  it('says why somebody may not come in', async () => {
    await page.getByLabel('密钥编号').fill('nobody');
    await page.getByLabel('密钥', { exact: true }).fill('太短');
    await press('登录');
    await page.getByText('密钥不完整').waitFor();
    await page.getByLabel('密钥', { exact: true }).fill('aml1emh1LWh1YiB0ZXN0IHNlY3JldCwgMzIgYnl0ZXM=');
    await press('登录');
    await page.getByText('没有这个密钥').waitFor();
    await page.getByLabel('工作人员令牌').first().check();
    await page.getByRole('textbox', { name: '工作人员令牌' }).fill('Bearer good-token');
    await press('登录');
    await heading('交一张表');
  });

  const focused = async () => {
    const text = await page.evaluate(
      '(() => { const a = document.activeElement; return (a.labels && a.labels[0] ? a.labels[0] : a).textContent })()',
    );
    return String(text);
  };
});
