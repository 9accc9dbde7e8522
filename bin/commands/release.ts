import { Command } from 'commander';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { accessOf } from '../stores.ts';
import { finishing, print, printJson } from '../terminal.ts';

interface ReleaseOptions extends ConnectionOptions {
  hold?: true;
  json?: true;
}

/** `jiuzhu release`: after a restore the hub assesses and sends nothing until somebody has looked. */
export const releaseCommand = connected(new Command('release'))
  .summary('恢复数据以后,放行通知')
  .description('恢复数据以后 hub 照常研判、但什么都不发;核对过再放行,压下的通知随下一次巡查发出')
  .option('--hold', '反过来:暂停发送')
  .option('--json', '写成 JSON')
  .addHelpText('after', '\n例:\n  npx jiuzhu reconcile && npx jiuzhu release')
  .action((options: ReleaseOptions) =>
    finishing(async () => {
      const held = options.hold === true;
      await accessOf(await connect(options)).setHeld(held);
      if (options.json) printJson({ held });
      else print(held ? '已暂停发送:照常研判,不发通知' : '已放行:压下的通知会随下一次巡查(10分钟内)发出');
    }),
  );
