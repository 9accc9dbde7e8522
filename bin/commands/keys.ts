import { Command } from 'commander';
import { chineseDateTime } from '../../domain/shanghai-day.ts';
import type { DepartmentKey } from '../../functions/shared/access.ts';
import { CliError } from '../cli-error.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { forgetKey } from '../kept-keys.ts';
import { makeKey } from '../make-key.ts';
import { accessOf } from '../stores.ts';
import { bold, finishing, print, printJson } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface CreateOptions extends ConnectionOptions {
  area?: string;
  source?: string[];
  json?: true;
}
type ListOptions = ConnectionOptions & { json?: true };

const create = connected(new Command('create'))
  .summary('给一个部门发一把密钥')
  .description('给一个部门发一把密钥;密钥只显示这一次,请当面或用加密方式交给对方。一个部门可以同时有两把,便于更换')
  .argument('<department>', '规则里的部门,例如 medical-insurance')
  .option('--area <code>', '报送区域,例如 621121;默认全省')
  .option('--source <prefix...>', '来源 source 的开头;默认 //<部门>.<省>')
  .option('--json', '写成 JSON')
  .addHelpText(
    'after',
    '\n例:\n  npx jiuzhu keys create medical-insurance\n  npx jiuzhu keys create health --area 621121 --source //health.gansu/tongwei',
  )
  .action((department: string, options: CreateOptions) =>
    finishing(async () => {
      const { area, source } = options;
      const order = { department, ...(area !== undefined && { area }), ...(source && { sources: source }) };
      const key = await makeKey(await connect(options), order);
      if (options.json) printJson(key);
      else print(createdText(key));
    }),
  );

const list = connected(new Command('list'))
  .summary('看有哪些密钥(不显示密钥本身)')
  .description('看有哪些密钥;密钥本身不再显示')
  .option('--json', '写成 JSON')
  .action((options: ListOptions) =>
    finishing(async () => {
      const keys = (await accessOf(await connect(options)).keys()).map(({ secret: _, ...shown }) => shown);
      if (options.json) return printJson(keys);
      const rows = keys.map(({ keyid, department, area, sources, status, createdAt }) => {
        const state = status === 'live' ? '在用' : '已停用';
        return [keyid, department, area, sources.join(' '), state, chineseDateTime(createdAt, { year: true })];
      });
      print(rows.length === 0 ? '还没有密钥' : textTable(['密钥编号', '部门', '区域', '来源', '状态', '建于'], rows));
    }),
  );

const revoke = connected(new Command('revoke'))
  .summary('停用一把密钥')
  .description('停用一把密钥,一分钟内生效;以前用它报的事件不受影响')
  .argument('<keyid>', '密钥编号,见 keys list')
  .option('--json', '写成 JSON')
  .action((keyid: string, options: ListOptions) =>
    finishing(async () => {
      const connection = await connect(options);
      const access = accessOf(connection);
      const key = await access.key(keyid);
      if (!key) throw new CliError(`没有密钥 ${keyid}`);
      await access.putKey({ ...key, status: 'revoked' });
      if (connection.data !== undefined) forgetKey(connection.data, keyid);
      if (options.json) printJson({ keyid, status: 'revoked' });
      else print(`${keyid} 已停用,一分钟内生效`);
    }),
  );

/** `jiuzhu keys`: who may post. */
export const keysCommand = new Command('keys')
  .description('部门的密钥:发放、查看、停用')
  .addCommand(create)
  .addCommand(list)
  .addCommand(revoke);

const createdText = ({ keyid, secret, area, sources, department }: DepartmentKey) =>
  [
    `密钥编号 ${bold(keyid)}`,
    `密钥     ${bold(secret)}   (base64,HMAC-SHA-256;只显示这一次)`,
    `部门     ${department}`,
    `区域     ${area}`,
    `来源     ${sources.join(' ')} 以及它后面加 / 的`,
  ].join('\n');
