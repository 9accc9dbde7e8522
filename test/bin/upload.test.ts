import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { UploadView } from '../../bin/uploads-client.ts';
import { type StandInOptions, uploadsStandIn } from './uploads-stand-in.ts';

const root = path.join(import.meta.dirname, '..', '..');

/** A department's folder with a list and its key in it, and `jiuzhu` run there against a stand-in. */
async function office(options: StandInOptions = {}) {
  const hub = await uploadsStandIn(options);
  const folder = mkdtempSync(path.join(tmpdir(), 'jiuzhu-office-'));
  writeFileSync(path.join(folder, '大额.csv'), '身份证号码\n');
  writeFileSync(path.join(folder, 'key.json'), JSON.stringify({ keyid: 'k-1', secret: 'c2VjcmV0', department: 'x' }));
  async function jiuzhu(args: readonly string[], input = '') {
    const child = spawn(
      process.execPath,
      [path.join(root, 'bin/jiuzhu.ts'), ...args, '--url', hub.url, '--key', 'key.json'],
      { cwd: folder, env: { ...process.env, NO_COLOR: '1' } },
    );
    child.stdin.end(input);
    const [code, out, err] = await Promise.all([
      new Promise<number | null>((resolve) => child.on('close', resolve)),
      text(child.stdout),
      text(child.stderr),
    ]);
    expect(err).not.toMatch(/ {4}at /);
    return { code, out, err };
  }
  return { hub, folder, jiuzhu, [Symbol.dispose]: () => hub[Symbol.dispose]() };
}

const rows = (accepted: number, rejected: number) => ({
  read: accepted + rejected,
  accepted,
  unchanged: 0,
  duplicate: 0,
  rejected,
});
const SEND = ['upload', '大额.csv', '--type', 'medical-burden'];
describe('jiuzhu upload', () => {
  it('ends with 0 where every row was taken', async () => {
    using it = await office({ becomes: [{ status: 'done', statusText: '都办好了,谢谢您。', rows: rows(2, 0) }] });
    const { code, out } = await it.jiuzhu(SEND);
    expect(out).toContain('都办好了,谢谢您。\n读2行 = 收下2 + 没有变化0 + 重复0 + 没收下0');
    expect(code).toBe(0);
  });

  it('ends with 1 where some were not: names them masked, and lays the corrected file beside', async () => {
    using it = await office();
    const errors = [
      { sheet: '', line: 3, column: '身份证号码', value: '6201**********1239', message: '校验位不对' },
      { sheet: '', line: 12, column: '金额', value: '1*', message: '要写数字' },
    ];
    const correctedFile = `${it.hub.url}/corrected`;
    it.hub.becomes({ status: 'done', rows: rows(8, 2), errors, correctedFile });
    const { code, out } = await it.jiuzhu(SEND);
    expect(out).toMatch(/第3行 +身份证号码 +6201\*{10}1239 +校验位不对/);
    expect(out).not.toContain(correctedFile);
    expect(readFileSync(path.join(it.folder, '大额.错误.csv'), 'utf8')).toBe('错误原因,姓名\n');
    expect(code).toBe(1);
    const again = await it.jiuzhu(['upload', '--status', 'u-1', '--json']);
    expect(JSON.parse(again.out)).toMatchObject({ uploadId: 'u-1', correctedFile: '大额.错误2.csv' });
    expect(again.code).toBe(1);
  });

  it.each([
    ['a file that could not be read', SEND],
    ['a file without saying what is in it', ['upload', '大额.csv']],
    ['a file that is not there', ['upload', '没有.csv', '--type', 'medical-burden']],
  ])('ends with 2 for %s', async (_, args) => {
    using it = await office({ becomes: [{ status: 'failed', statusText: '没能读完。' }] });
    expect(await it.jiuzhu(args)).toMatchObject({ code: 2 });
  });

  it('puts the questions that stand in the way, one after the other', async () => {
    const asking: Partial<UploadView> = {
      status: 'asking-columns',
      columns: {
        sheet: '',
        headings: ['证件', '姓名'],
        guess: { name: '猜', columns: { 姓名: 'person.name' } },
        missing: [{ field: 'person.idNumber', heading: '身份证号码' }],
        unknown: ['证件'],
        choices: [],
        examples: [],
      },
    };
    const leaving: Partial<UploadView> = {
      status: 'asking-leaving',
      statusText: '这份名单比上次少了31人。',
      leaving: 31,
    };
    using it = await office({ becomes: [asking, leaving, { status: 'done' }] });
    expect(await it.jiuzhu(SEND, '证件\ny\n31\n')).toMatchObject({
      code: 0,
      err: expect.stringContaining('这份名单比上次少了31人。'),
    });
    expect(it.hub.asked.filter(({ path: asked }) => /columns|confirm/.test(asked)).map(({ body }) => body)).toEqual([
      { columns: { 证件: 'person.idNumber' } },
      { leaving: 31 },
    ]);
  });

  it('ends nobody who left a list where it is only told to say yes', async () => {
    using it = await office({ becomes: [{ status: 'asking-leaving', leaving: 31 }, { status: 'done' }] });
    const { code, err } = await it.jiuzhu([...SEND, '--yes']);
    expect(err).toContain('要请您确认');
    expect(code).toBe(2);
    expect(it.hub.asked.some(({ path: asked }) => asked.endsWith('/confirm'))).toBe(false);
  });

  it('withdraws a file only where that is said', async () => {
    using it = await office();
    await it.jiuzhu(SEND);
    expect(await it.jiuzhu(['upload', '--withdraw', 'u-1'])).toMatchObject({ code: 2 });
    const { code, out } = await it.jiuzhu(['upload', '--withdraw', 'u-1'], 'y\n');
    expect(out).toContain('已经撤回');
    expect(code).toBe(0);
    expect(it.hub.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });

  it('lists a month', async () => {
    using it = await office();
    await it.jiuzhu(SEND);
    const { out } = await it.jiuzhu(['upload', '--list', '--month', '2026-11']);
    expect(out).toMatch(/u-1 +11月5日10时 +大额\.csv +医疗费用累计清单 +读完了/);
    expect(readdirSync(it.folder).toSorted()).toEqual(['key.json', '大额.csv']);
  });
});
