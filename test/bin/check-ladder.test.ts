import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withSlip } from '../lib/province-folder.ts';

const root = path.join(import.meta.dirname, '..', '..');
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['bin/jiuzhu.ts', 'check-ladder', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', JIUZHU_DATA: path.join(root, '.hub', 'nowhere') },
  });

/** Gansu, where Maying's only contact goes at the end of November. */
const leaving = () =>
  path.join(
    withSlip('gansu.offices.yaml', 'phone: "19900001005"}', 'phone: "19900001005", until: 2026-11-30}'),
    'gansu.yaml',
  );

describe('jiuzhu check-ladder', () => {
  it('finds where a message falls to the next level, and is content where all reach somebody', () => {
    const { status, stdout, stderr } = run('--province', 'gansu', '--day', '2026-11-05');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('甘肃省定西市陇西县 17个乡镇没有登记单位,由定西市民政局社会救助科代收');
    expect(stdout).toContain('甘肃省兰州市 9个县区、116个乡镇没有登记单位,由甘肃省民政厅社会救助处代收');
    expect(stdout).toContain('定西市民政局社会救助科:104个乡镇的预警由它核查,超期时提醒县、市一级又发给它自己');
    expect(stdout).not.toMatch(/1990000\d/);
  });

  it.each([
    ['2026-11-05', 0, '甘肃省定西市通渭县马营镇 马营镇民政办的林**到11月30日为止,之后没有人接'],
    ['2026-12-01', 1, '马营镇民政办(0932-5550123)没有在任的联系人,发给乡镇一级的短信没有人收,只能打座机'],
  ])('on %s ends with %i and says %s', (day, code, sentence) => {
    const { status, stdout, stderr } = run(leaving(), '--day', day);
    expect(status).toBe(code);
    expect(stdout).toContain(sentence);
    expect(stderr.trim()).toBe(code === 0 ? '' : '有1处的通知没有人能收到');
  });

  it('says the same to programs, without a name or a phone', () => {
    const { status, stdout } = run(leaving(), '--day', '2026-12-01', '--json');
    expect(status).toBe(1);
    const { holes, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({ province: 'gansu', day: '2026-12-01', nobody: 1 });
    expect(holes).toContainEqual({
      kind: 'no-contact',
      nobody: true,
      roles: ['township'],
      area: '621121101',
      areaName: '马营镇',
      divisions: ['621121101'],
      office: 'township-621121101',
    });
    expect(stdout).not.toMatch(/林爱华|1990000/);
  });

  it.each([
    [['--province', 'nowhere'], 2],
    [['provinces/gansu.yaml', '--province', 'hunan'], 2],
    [['--province', 'gansu', '--day', '2026-02-29'], 2],
    [['--province', 'gansu', '--stack', 'jiuzhu-gansu-prod'], 2],
    [[], 1],
  ])('%j ends with %i and a sentence', (args, code) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(code);
    expect(stderr).toMatch(/\p{Script=Han}/u);
    expect(stderr).not.toMatch(/ {4}at /);
  });
});
