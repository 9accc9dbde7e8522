import { Command } from 'commander';
import { chineseDateTime } from '../../domain/shanghai-day.ts';
import type { WebhookEndpoint } from '../../functions/shared/access.ts';
import { makeWebhookSecret } from '../../functions/shared/webhook-signature.ts';
import { compileProvince } from '../../lib/province.ts';
import { CliError } from '../cli-error.ts';
import { type Connection, type ConnectionOptions, connect, connected } from '../connection.ts';
import { accessOf } from '../stores.ts';
import { bold, finishing, print, printJson } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { checkedAddress, checkedArea, rotated } from '../webhook-order.ts';

interface Options extends ConnectionOptions {
  area?: string;
  inside?: true;
  json?: true;
}

const set = connected(new Command('set'))
  .summary('有转办件和名单时通知一个部门的系统')
  .description(
    '有转办件和名单时通知一个部门的系统(Standard Webhooks);签名密钥只显示这一次。\n已经设过的改地址,密钥不变;停用过的重新启用',
  )
  .argument('<department>', '规则里的部门,例如 medical-insurance')
  .argument('<url>', '对方的接收地址,https')
  .option('--area <code>', '只通知这个区划的,例如 621121;默认全省')
  .option('--inside', '对方在内网或只有 http;部署时要写 -c webhookHosts=主机名')
  .option('--json', '写成 JSON')
  .addHelpText(
    'after',
    '\n例:\n  npx jiuzhu webhooks set medical-insurance https://yb.example.gov.cn/jiuzhu\n  npx jiuzhu webhooks set health http://localhost:8800/hook --area 621121 --inside',
  )
  .action((department: string, url: string, options: Options) =>
    finishing(async () => {
      const connection = await connect(options);
      const key = keyOf(connection, department, options);
      const before = await find(connection, key);
      const secret = before ? undefined : makeWebhookSecret();
      const endpoint: WebhookEndpoint = {
        ...key,
        url: checkedAddress(url, options.inside === true),
        secrets: before?.secrets ?? [{ secret: secret ?? '' }],
        status: 'live',
        changedAt: connection.now(),
      };
      await accessOf(connection).putWebhook(endpoint);
      if (options.json) printJson({ ...shown(endpoint), ...(secret !== undefined && { secret }) });
      else print(setText(endpoint, secret));
    }),
  );

const rotate = connected(new Command('rotate'))
  .summary('换签名密钥')
  .description('换签名密钥;新旧两把同时签名三天,对方在三天内换上即可。新密钥只显示这一次')
  .argument('<department>', '规则里的部门')
  .option('--area <code>', '设的时候写的区划')
  .option('--json', '写成 JSON')
  .action((department: string, options: Options) =>
    finishing(async () => {
      const connection = await connect(options);
      const key = keyOf(connection, department, options);
      const before = await find(connection, key);
      if (!before) throw nothingSet(key);
      const secret = makeWebhookSecret();
      const endpoint = rotated(before, secret, connection.now());
      await accessOf(connection).putWebhook(endpoint);
      if (options.json) printJson({ ...shown(endpoint), secret });
      else print(`签名密钥 ${bold(secret)}   (只显示这一次;旧的再用三天)`);
    }),
  );

const remove = connected(new Command('remove'))
  .summary('不再通知')
  .description('不再通知这个地址;还没送到的也不再送')
  .argument('<department>', '规则里的部门')
  .option('--area <code>', '设的时候写的区划')
  .option('--json', '写成 JSON')
  .action((department: string, options: Options) =>
    finishing(async () => {
      const connection = await connect(options);
      const key = keyOf(connection, department, options);
      if (!(await find(connection, key))) throw nothingSet(key);
      await accessOf(connection).removeWebhook(key);
      if (options.json) printJson({ ...key, removed: true });
      else print(`${department} ${key.area} 不再通知`);
    }),
  );

const list = connected(new Command('list'))
  .summary('看通知哪些系统(不显示密钥)')
  .description('看通知哪些系统;密钥不再显示')
  .option('--json', '写成 JSON')
  .action((options: Options) =>
    finishing(async () => {
      const connection = await connect(options);
      const access = accessOf(connection);
      const { departments } = compileProvince(connection.province).province.profile;
      const found = (await Promise.all(departments.map(({ key }) => access.webhooks(key)))).flat();
      if (options.json) return printJson(found.map(shown));
      const rows = found.map(({ department, area, url, secrets, status, why, changedAt }) => {
        const state = status === 'live' ? '在用' : `已停用:${why ?? ''}`;
        return [department, area, url, String(secrets.length), state, chineseDateTime(changedAt, { year: true })];
      });
      print(rows.length === 0 ? '没有要通知的系统' : textTable(['部门', '区划', '地址', '密钥', '状态', '改于'], rows));
    }),
  );

/** `jiuzhu webhooks`: which systems are told that there is something to fetch. */
export const webhooksCommand = new Command('webhooks')
  .description('通知各部门的系统:设地址、换密钥、查看、删除')
  .addCommand(set)
  .addCommand(rotate)
  .addCommand(list)
  .addCommand(remove);

type Key = Pick<WebhookEndpoint, 'department' | 'area'>;

function keyOf({ province }: Connection, department: string, { area }: Options): Key {
  const { profile } = compileProvince(province).province;
  const names = profile.departments.map(({ key }) => key);
  if (!names.includes(department)) throw new CliError(`没有 ${department} 这个部门;可以写:${names.join('、')}`, 2);
  return { department, area: checkedArea(area, profile.division) };
}

const find = async (connection: Connection, { department, area }: Key): Promise<WebhookEndpoint | undefined> =>
  (await accessOf(connection).webhooks(department)).find((each) => each.area === area);

const nothingSet = ({ department, area }: Key) =>
  new CliError(`${department} 没有设过 ${area} 的接收地址,见 webhooks list`);

const shown = ({ secrets: _, ...endpoint }: WebhookEndpoint) => endpoint;

const setText = ({ department, area, url }: WebhookEndpoint, secret: string | undefined) =>
  [
    `部门     ${department}`,
    `区划     ${area}`,
    `地址     ${url}`,
    secret === undefined ? '签名密钥 不变' : `签名密钥 ${bold(secret)}   (Standard Webhooks;只显示这一次)`,
  ].join('\n');
