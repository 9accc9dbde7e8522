import { Command } from 'commander';
import { smsProviderTitles } from '../../domain/sms-profile.ts';
import { askHidden } from '../ask-hidden.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { keyText, vendorKeys, vendorNamed } from '../sms-key.ts';
import { finishing, print, printJson } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { receiptsCommand } from './sms-receipts.ts';

type Options = ConnectionOptions & { json?: true };

const secret = connected(new Command('secret'))
  .summary('填写或更换一个短信平台的密钥')
  .description(
    '填写或更换一个短信平台的密钥;从标准输入读,每行一项,不写在命令里。\n换密钥时先在平台上建新的,填好后再停用旧的:旧的被拒绝后,hub 自己改用新的,没有发出去的会再发',
  )
  .argument('<provider>', 'aliyun、tencent 或 mas')
  .option('--json', '写成 JSON')
  .addHelpText(
    'after',
    '\n例:\n  npx jiuzhu sms secret aliyun --stack jiuzhu-jiangxi-prod\n  npx jiuzhu sms secret tencent --stack jiuzhu-jiangxi-prod < key.txt',
  )
  .action((provider: string, options: Options) =>
    finishing(async () => {
      const { smsProviders, secrets } = await connect(options);
      const vendor = vendorNamed(provider, smsProviders);
      await secrets.write(vendor, keyText(vendor, await askHidden(Object.values(vendorKeys[vendor]))));
      if (options.json) printJson({ provider: vendor, filled: true });
      else print(`${smsProviderTitles[vendor]}的密钥已保存`);
    }),
  );

const list = connected(new Command('list'))
  .summary('看用哪些短信平台,密钥填了没有')
  .description('看用哪些短信平台,先用排在前面的;密钥只说填了没有,不显示')
  .option('--json', '写成 JSON')
  .action((options: Options) =>
    finishing(async () => {
      const { smsProviders, secrets } = await connect(options);
      const found = await Promise.all(
        smsProviders.map(async (provider) => ({
          provider,
          filled: provider === 'sns' || (await secrets.read(provider)) !== undefined,
        })),
      );
      if (options.json) return printJson(found);
      const rows = found.map(({ provider, filled }) => [
        provider,
        smsProviderTitles[provider],
        provider === 'sns' ? '不用' : filled ? '已填' : '还没有填',
      ]);
      print(rows.length === 0 ? '不发短信,都改为人工回拨' : textTable(['代号', '短信平台', '密钥'], rows));
    }),
  );

/** `jiuzhu sms`: the providers of text messages and their keys. */
export const smsCommand = new Command('sms')
  .description('短信平台:查看、填写密钥')
  .addCommand(list)
  .addCommand(secret)
  .addCommand(receiptsCommand);
