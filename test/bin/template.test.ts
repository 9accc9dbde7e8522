import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['bin/jiuzhu.ts', 'template', 'check', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });

describe('jiuzhu template check', () => {
  it('shows a text as it will be read, how long it is, and its code', () => {
    const { status, stdout, stderr } = run('--province', 'gansu', '--provider', 'aliyun', '--kind', 'warning-raised');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('【甘肃民政】王秀英您好,平襄镇民政办这几天会上门看看您家有没有难处。');
    expect(stdout).toContain('阿卜杜热依木江·麦麦提吐尔逊江您好,天水市麦积区三阳工业示范区民政办');
    expect(stdout).toContain('常见64个字,1条');
    expect(stdout).toContain('warning-raised(群众):warning-raised.person.plain,58个字,1条');
  });

  it('says the same to programs', () => {
    const { status, stdout } = run('--province', 'gansu', '--provider', 'tencent', '--kind', 'granted', '--json');
    expect(status).toBe(0);
    const [{ province, templates }] = JSON.parse(stdout);
    expect(province).toBe('gansu');
    expect(templates[0]).toMatchObject({ key: 'granted.person.dated', usual: { parts: 1 }, longest: { parts: 2 } });
  });

  it.each([
    [['--province', 'nowhere'], 2],
    [['--provider', 'nobody'], 2],
    [['--kind', 'nothing'], 2],
  ])('%j ends with %i and a sentence', (args, code) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(code);
    expect(stderr).toMatch(/\p{Script=Han}/u);
    expect(stderr).not.toMatch(/ {4}at /);
  });
});
