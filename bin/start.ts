import path from 'node:path';
import { Command } from 'commander';
import { provinceNames } from '../lib/province.ts';
import { CliError } from './cli-error.ts';
import { portOption } from './port-option.ts';
import { runHub } from './run-hub.ts';
import { bold, dim, finishing, print, tell } from './terminal.ts';

interface StartOptions {
  province: string;
  port: number;
  data?: string;
  dynamodbEndpoint?: string;
}

/** `npm start -- --province gansu`: one province's hub on this machine, until Ctrl-C. */
const program = new Command('npm start --')
  .description('在本机启动一个省的 hub / runs one province’s hub on this machine')
  .option('--province <name>', `省:${provinceNames().join('、')}`, 'gansu')
  .option('--port <number>', '端口', portOption, 8787)
  .option('--data <folder>', '数据文件夹(默认 .hub/<省>)')
  .option('--dynamodb-endpoint <url>', '用已有的 DynamoDB,不启动自带的(也就不需要 Java)')
  .action((options: StartOptions) => finishing(() => start(options)));

async function start({ province, port, data: folder, dynamodbEndpoint }: StartOptions): Promise<void> {
  if (!provinceNames().includes(province))
    throw new CliError(`没有 ${province} 这个省的规则;现有:${provinceNames().join('、')}`, 2);
  const data = folder ?? path.join('.hub', province);
  tell(`正在启动 ${province} … / starting`);
  const { hub } = await runHub({
    province,
    port,
    data,
    log: (line) => tell(dim(line)),
    ...(dynamodbEndpoint !== undefined && { dynamodbEndpoint }),
  });
  print(nextSteps(hub.url, data));
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  tell('正在关闭,数据都在 / stopping, everything is kept');
  await hub.stop();
}

function nextSteps(url: string, data: string): string {
  const at = data.startsWith('.hub') ? '' : ` --data ${data}`;
  const step = (chinese: string, english: string, command: string) =>
    `${chinese} ${dim(`/ ${english}`)}\n  ${bold(command)}`;
  return [
    '',
    `hub 已启动:${bold(url)}   数据在 ${data} ${dim('/ the hub is up')}`,
    '',
    step('一、给部门发密钥', 'a key for a department', `npx jiuzhu keys create civil-affairs${at}`),
    `  ${bold(`npx jiuzhu keys create medical-insurance${at}`)}`,
    step(
      '二、报几条示例',
      'post examples',
      `npx jiuzhu post events/roster.json events/roster.spouse.json --today${at}`,
    ),
    `  ${bold(`npx jiuzhu post events/medical-expense.json --today${at}`)}`,
    step('三、看预警', 'see the warnings', `npx jiuzhu warnings${at}`),
    step('四、工作人员令牌,给前端或 curl 用', 'a token for staff', `npx jiuzhu token township 621121101${at}`),
    `接口文档:${url}/docs ${dim('/ API documentation')}`,
    `按 Ctrl-C 关闭 ${dim('/ Ctrl-C stops it')}`,
  ].join('\n');
}

await program.parseAsync();
// Emulators may leave timers behind; all that matters was closed.
process.exit();
