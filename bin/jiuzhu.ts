#!/usr/bin/env node
import { Command } from 'commander';
import { keysCommand } from './commands/keys.ts';
import { postCommand } from './commands/post.ts';
import { profileCommand } from './commands/profile.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { redriveCommand } from './commands/redrive.ts';
import { releaseCommand } from './commands/release.ts';
import { signCommand } from './commands/sign.ts';
import { statementCommand } from './commands/statement.ts';
import { tokenCommand } from './commands/token.ts';
import { warningsCommand } from './commands/warnings.ts';

/** The operator's command line. 0 done, 1 refused or failed, 2 wrong usage or a difference. */
const program = new Command('jiuzhu')
  .description('困难群众预警 hub 的命令行 / command line of the hub')
  .addHelpText(
    'after',
    '\n退出码:0 成功,1 被拒绝或没成功,2 用法不对或有差异\n每个命令都可以加 --help 看例子,加 --json 给程序用',
  )
  .addCommand(keysCommand)
  .addCommand(tokenCommand)
  .addCommand(postCommand)
  .addCommand(signCommand)
  .addCommand(warningsCommand)
  .addCommand(statementCommand)
  .addCommand(profileCommand)
  .addCommand(reconcileCommand)
  .addCommand(redriveCommand)
  .addCommand(releaseCommand);

/** commander ends with 1 where the usage is wrong; here 1 means refused, and 2 wrong usage. */
function usageIsTwo(command: Command): void {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  for (const inner of command.commands) usageIsTwo(inner);
}
usageIsTwo(program);

await program.parseAsync();
