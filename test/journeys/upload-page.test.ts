import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsOf } from '../../domain/sheets/columns.ts';
import { compileProvince } from '../../lib/province.ts';
import { type Browser, CHROMIUM, startBrowser } from '../chromium.ts';
import { makePerson } from '../factories.ts';
import { type Journey, startJourney } from './hub.ts';

const { profile } = compileProvince('gansu').province;

/** A sheet of the template's own headings. */
function sheetOf(rows: readonly Record<string, string>[]): string {
  const columns = columnsOf('medical-burden', profile);
  const lines = rows.map((row) => columns.map(({ field }) => row[field] ?? '').join(','));
  return [columns.map(({ heading }) => heading).join(','), ...lines].join('\r\n');
}

/** What the county holds of somebody: the year's large expenses until the end of October. */
const burden = (n: number, changes: Record<string, string> = {}) => ({
  'person.name': '李桂兰',
  'person.idNumber': makePerson(n).idNumber,
  'person.residenceDivision': '621121105',
  periodFrom: '2026-01-01',
  asOf: '2026-10-31',
  totalAmount: '61000.00',
  reimbursed: '39500.00',
  personalBurden: '21500.00',
  ...changes,
});

/** The same number with another check digit. */
const wrong = (idNumber: string) => idNumber.slice(0, 17) + (idNumber.endsWith('1') ? '2' : '1');

describe.skipIf(CHROMIUM === undefined)('an office sends its sheet by the page, in Chromium', () => {
  let hub: Journey;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [hub, browser] = await Promise.all([startJourney({ at: '2026-11-20T10:01' }), startBrowser()]);
    page = await browser.context.newPage();
    page.setDefaultTimeout(30_000);
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  const heading = (name: string) => page.getByRole('heading', { name }).waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const figures = async () => (await page.locator('.figure strong').allTextContents()).map(Number);
  const send = async (text: string, name: string) => {
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
    await page.getByLabel(/选文件|换一个文件/).setInputFiles(file);
    await press('上报');
  };

  const signIn = async (department: string) => {
    const { keyid, secret } = await hub.keyOf(department, '621121');
    await page.goto(`${hub.url}/upload`);
    await page.getByLabel('密钥编号').fill(keyid);
    await page.getByLabel('密钥', { exact: true }).fill(secret);
    await press('登录');
    await heading('交一张表');
  };

  it('hears which rows were not taken, mends them in the sheet it gets back, and sends it again', async () => {
    await signIn('medical-insurance');
    await page.getByText('甘肃省定西市通渭县').waitFor();
    const bad = wrong(makePerson(3).idNumber);
    const rows = [
      burden(1),
      burden(2),
      burden(3, { 'person.idNumber': bad }),
      burden(4, { asOf: '2026-13-31' }),
      burden(1),
    ];
    await page.getByRole('radio', { name: '累计' }).check();
    await send(sheetOf(rows), '十月大额费用.csv');
    await heading('有2行没收下');
    expect(await figures()).toEqual([5, 2, 0, 1, 2]);
    const errors = await page.locator('.errors tbody tr').allTextContents();
    expect(errors).toHaveLength(2);
    expect(errors[0]).toContain('身份证号码');
    expect(errors.join()).not.toContain(bad);

    const coming = page.waitForEvent('download');
    await press('下载带错误原因的表');
    const download = await coming;
    expect(download.suggestedFilename()).toBe('十月大额费用.错误.csv');
    const corrected = readFileSync(await download.path(), 'utf8');
    expect(corrected.split('\r\n')[0]).toContain('错误原因');
    const mended = corrected.replace(bad, makePerson(3).idNumber).replace('2026-13-31', '2026-10-31');
    await press('改好了,再交一次');
    await send(mended, download.suggestedFilename());
    await heading('都收下了');
    expect(await figures()).toEqual([5, 2, 2, 1, 0]);

    await hub.drained();
    for (const n of [1, 2, 3, 4]) expect(await hub.person(makePerson(n).idNumber)).toBeDefined();
  });

  it('finds its files in the month’s list, and takes one back', async () => {
    await press('回到首页');
    await heading('我的11月');
    const month = page
      .locator('.month table')
      .first()
      .getByRole('row', { name: /医疗费用累计清单/ });
    expect((await month.locator('.number').allTextContents()).map(Number)).toEqual([10, 4, 2, 2, 2]);
    await press('看结果:十月大额费用.错误.csv');
    await heading('都收下了');
    await press('撤回这份表');
    await press('撤回,把报上来的都收回');
    await heading('已经撤回');
  });

  it('may send its own columns, and is asked about them once', async () => {
    await signIn('human-resources');
    const sheet = (n: number) => `证件号码,哪天登记的,备注栏\r\n${makePerson(n).idNumber},2026-11-02,县里`;
    await page.getByRole('radio', { name: '失业登记' }).check();
    await send(sheet(11), '失业.csv');
    await heading('请看看每一列是什么');
    await page.getByText('还差“失业登记日期”').waitFor();
    await page.getByLabel('哪天登记的').selectOption({ label: '失业登记日期(必填)' });
    await press('确认,开始读');
    await heading('都收下了');
    await press('回到首页');
    await page.getByRole('radio', { name: '失业登记' }).check();
    await send(sheet(12), '又一份.csv');
    await heading('都收下了');
    expect(await figures()).toEqual([1, 1, 0, 0, 0]);
  });

  it('downloads the template of what it sends', async () => {
    await press('回到首页');
    await page.getByRole('radio', { name: '失业登记' }).check();
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Excel 模板' }).click();
    const file = readFileSync(await (await coming).path());
    expect(file.subarray(0, 2).toString()).toBe('PK');
  });
});
