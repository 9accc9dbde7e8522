import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['bin/jiuzhu.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', JIUZHU_DATA: path.join(root, '.hub', 'nowhere') },
  });

describe('the command line ends with', () => {
  it.each([
    ['--help', 0],
    ['post --help', 0],
    ['keys create --help', 0],
    ['profile check provinces/gansu.yaml', 0],
    ['profile check provinces/nowhere.yaml', 1],
    ['warnings', 1],
    ['case 42', 2],
    ['case W2611-01234567 --unmask', 2],
    ['explain 620102196803050017', 2],
    ['', 2],
    ['nonsense', 2],
    ['post', 2],
    ['token emperor 62', 2],
    ['token township 6211211', 2],
    ['redrive Nowhere', 2],
    ['webhooks set --help', 0],
    ['webhooks list', 1],
    ['webhooks rotate', 2],
    ['sign', 2],
    ['upload --help', 0],
    ['upload', 2],
    ['sheet', 2],
    ['reconcile --day yesterday', 2],
  ])('jiuzhu %s: %i', (args, code) => {
    const { status, stderr } = run(...args.split(' ').filter(Boolean));
    expect(status).toBe(code);
    expect(stderr).not.toMatch(/ {4}at /);
  });

  it('says what is wrong with a profile so that a program can read it', () => {
    const { stdout } = run('profile', 'check', '--json', 'provinces/nowhere.yaml');
    expect(JSON.parse(stdout)).toMatchObject([{ province: 'nowhere', warnings: [] }]);
  });
});
