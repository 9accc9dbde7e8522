import { Command } from 'commander';
import { staffRoles } from '../../functions/shared/staff-token.ts';
import { CliError } from '../cli-error.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { localToken } from '../local-issuer.ts';
import { finishing, print, printJson } from '../terminal.ts';

interface TokenOptions extends ConnectionOptions {
  department?: string;
  json?: true;
}

/** `jiuzhu token <role> <division>`: what the province's identity provider would issue, for the hub on this machine only. */
export const tokenCommand = connected(new Command('token'))
  .summary('签发本机用的工作人员令牌')
  .description('签发工作人员令牌,8小时有效;只有本机的 hub 认,云上的由省里的统一身份认证签发')
  .argument('<role>', `岗位:${staffRoles.options.join('、')}`)
  .argument('<division>', '辖区的行政区划代码,例如 621121101')
  .option('--department <key>', '岗位是 department 时写部门,例如 health')
  .option('--json', '写成 JSON')
  .addHelpText(
    'after',
    `
例:
  npx jiuzhu token township 621121101
  curl -H "Authorization: Bearer $(npx jiuzhu token county 621121)" http://127.0.0.1:8787/v1/warnings`,
  )
  .action((role: string, division: string, options: TokenOptions) => finishing(() => token(role, division, options)));

async function token(given: string, division: string, options: TokenOptions): Promise<void> {
  const role = staffRoles.safeParse(given);
  if (!role.success) throw new CliError(`没有 ${given} 这个岗位;可以写:${staffRoles.options.join('、')}`, 2);
  if (!/^[1-9]\d(\d{2}){0,2}$|^[1-9]\d{8}(\d{3})?$/.test(division))
    throw new CliError('行政区划代码是2、4、6、9或12位数字', 2);
  const { department } = options;
  if ((role.data === 'department') !== (department !== undefined))
    throw new CliError('岗位是 department 时要写 --department,别的岗位不写', 2);
  const { data, url, now } = await connect(options);
  if (data === undefined) throw new CliError('云上的令牌由省里的统一身份认证签发,这里签不了', 2);
  const order = { role: role.data, division, ...(department !== undefined && { department }) };
  const signed = await localToken(data, url, order, now());
  if (options.json) printJson({ token: signed, ...order });
  else print(signed);
}
