import { open } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { uploadTypes } from '../../domain/upload.ts';
import { CliError } from '../cli-error.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { refusal } from '../send-signed.ts';
import { finishing, print, printJson } from '../terminal.ts';

interface SheetOptions extends ConnectionOptions {
  url?: string;
  output?: string;
  format: string;
  json?: true;
}

/** `jiuzhu sheet TYPE`: an empty sheet to fill in, with its headings, an example and what goes where. */
export const sheetCommand = connected(new Command('sheet'))
  .summary('取一张可以填的空表')
  .description('取一张可以填的空表:要填的列、填写示例和填写说明。表里没有任何人的信息')
  .addArgument(new Command().createArgument('<type>', '报的是什么').choices(uploadTypes.options))
  .option('-o, --output <file>', '存成什么文件;不写就是 <type>.xlsx')
  .addOption(new Option('--format <format>', '没有写 -o 时的格式').choices(['xlsx', 'csv']).default('xlsx'))
  .option('--url <address>', 'hub 的地址;不写就用本机的或 --stack 的')
  .option('--json', '写成 JSON')
  .addHelpText('after', '\n例:\n  npx jiuzhu sheet medical-burden -o 大额.xlsx\n  npx jiuzhu sheet roster --format csv')
  .action((type: string, options: SheetOptions) => finishing(() => sheet(type, options)));

async function sheet(type: string, options: SheetOptions): Promise<void> {
  const name = options.output ?? `${type}.${options.format}`;
  const format = name.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx';
  const url = options.url?.replace(/\/$/, '') ?? (await connect(options)).url;
  const response = await fetch(`${url}/v1/templates/${type}.${format}`).catch((cause: unknown) => {
    throw new CliError(`连不上 ${url}`, 1, { cause });
  });
  if (!response.ok) throw new CliError(await refusal(response));
  await written(name, Buffer.from(await response.arrayBuffer()));
  if (options.json) printJson({ file: name });
  else print(`空表存在 ${name}`);
}

/** Somebody may have filled in the one that stands there. */
async function written(name: string, content: Buffer): Promise<void> {
  const file = await open(name, 'wx').catch((cause: unknown) => {
    throw new CliError(`${name} 已经有了,或者写不了;请用 -o 换个名字`, 1, { cause });
  });
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}
