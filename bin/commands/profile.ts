import path from 'node:path';
import { Command } from 'commander';
import { compileProvince, ProfileError } from '../../lib/province.ts';
import { CliError } from '../cli-error.ts';
import { finishing, green, print, printJson } from '../terminal.ts';

/** `jiuzhu profile check <file…>`: what the synth would refuse, in the words of the admin who edits the file. */
export const profileCommand = new Command('profile').description('检查一个省的规则').addCommand(
  new Command('check')
    .summary('检查规则文件,指出哪个文件、哪一行、哪一项、应当怎么写')
    .description('检查规则文件,连同它的经办单位和日历;指出哪个文件、哪一行、哪一项、应当怎么写')
    .argument('<file...>', '例如 provinces/gansu.yaml;也可以写 provinces/gansu.offices.yaml')
    .option('--json', '写成 JSON')
    .addHelpText('after', '\n例:\n  npx jiuzhu profile check provinces/*.yaml\n退出码:0 没有错,1 有错')
    .action((files: string[], options: { json?: true }) => finishing(() => check(files, options))),
);

interface Checked {
  province: string;
  problems: readonly string[];
  warnings: readonly string[];
}

async function check(files: readonly string[], { json }: { json?: true }): Promise<void> {
  const folders = new Map(files.map((file) => [path.join(path.dirname(file), nameOf(file)), file]));
  const checked = [...folders.keys()].map((at) => checkOne(path.basename(at), path.dirname(at)));
  const wrong = checked.reduce((sum, { problems }) => sum + problems.length, 0);
  if (json) printJson(checked);
  else for (const one of checked) print(lines(one));
  if (wrong > 0) throw new CliError(`有${wrong}处要改`);
}

/** The rules and the offices of a province are one thing: `gansu.offices.yaml` means gansu. */
function nameOf(file: string): string {
  const name = /^([a-z][a-z0-9-]*)(\.offices)?\.ya?ml$/.exec(path.basename(file))?.[1];
  if (name === undefined) throw new CliError(`${file} 不是规则文件:文件名应当像 gansu.yaml 或 gansu.offices.yaml`, 2);
  return name;
}

function checkOne(province: string, folder: string): Checked {
  try {
    return { province, problems: [], warnings: compileProvince(province, folder).warnings };
  } catch (error) {
    if (error instanceof ProfileError) return { province, problems: error.problems, warnings: [] };
    throw error;
  }
}

const lines = ({ province, problems, warnings }: Checked) =>
  [
    ...problems,
    ...warnings.map((warning) => `提醒 ${warning}`),
    ...(problems.length === 0 ? [green(`${province}:没有错`)] : []),
  ].join('\n');
