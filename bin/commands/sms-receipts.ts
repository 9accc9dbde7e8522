import { Command } from 'commander';
import { smsProviderTitles } from '../../domain/sms-profile.ts';
import { receiptProviders } from '../../domain/sms-receipt.ts';
import { receiptSecret } from '../../functions/record-receipt/door.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { hasherOf, provinceOf } from '../stores.ts';
import { finishing, print, printJson } from '../terminal.ts';

type Options = ConnectionOptions & { json?: true };

/** `jiuzhu sms receipts`: the addresses that each provider pushes receipts and replies to. */
export const receiptsCommand = connected(new Command('receipts'))
  .summary('看回执和上行短信的接收地址,填到短信平台上')
  .description(
    '看回执和上行短信的接收地址,填到短信平台的后台。\n地址最后一段是密钥,不要外传;泄露了就在规则里写 sms.receipts.<平台>.path: 2(每次加1),部署后换上新地址',
  )
  .option('--json', '写成 JSON')
  .addHelpText('after', '\n例:\n  npx jiuzhu sms receipts --stack jiuzhu-jiangxi-prod --region cn-north-1')
  .action((options: Options) =>
    finishing(async () => {
      const connection = await connect(options);
      const { sms } = (await provinceOf(connection)).profile;
      const door = { hasher: await hasherOf(connection), doors: sms.receipts };
      const used = receiptProviders.options.filter((provider) => sms.providers.includes(provider));
      const addresses = used.map((provider) => {
        const secret = receiptSecret(door, provider);
        const at = (what: string) => `${connection.url}/v1/${what}/${provider}/${secret}`;
        return { provider, receipts: at('receipts'), replies: at('replies') };
      });
      if (options.json) return printJson(addresses);
      if (addresses.length === 0) return print('规则里没有用阿里云、腾讯云或移动云MAS,不用填接收地址');
      const shown = addresses.map(({ provider, receipts, replies }) =>
        [smsProviderTitles[provider], `  回执 ${receipts}`, `  上行 ${replies}`].join('\n'),
      );
      print(shown.join('\n'));
    }),
  );
