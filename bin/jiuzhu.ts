#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { Command } from 'commander';

// The second run of a command starts in half the time.
enableCompileCache();

/** Loaded one at a time: most commands need a part of the AWS SDK, none needs all of it. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  keys: async () => (await import('./commands/keys.ts')).keysCommand,
  webhooks: async () => (await import('./commands/webhooks.ts')).webhooksCommand,
  token: async () => (await import('./commands/token.ts')).tokenCommand,
  post: async () => (await import('./commands/post.ts')).postCommand,
  upload: async () => (await import('./commands/upload.ts')).uploadCommand,
  sheet: async () => (await import('./commands/sheet.ts')).sheetCommand,
  sign: async () => (await import('./commands/sign.ts')).signCommand,
  warnings: async () => (await import('./commands/warnings.ts')).warningsCommand,
  case: async () => (await import('./commands/case.ts')).caseCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  statistics: async () => (await import('./commands/statistics.ts')).statisticsCommand,
  statement: async () => (await import('./commands/statement.ts')).statementCommand,
  statements: async () => (await import('./commands/statements.ts')).statementsCommand,
  profile: async () => (await import('./commands/profile.ts')).profileCommand,
  'check-ladder': async () => (await import('./commands/check-ladder.ts')).checkLadderCommand,
  template: async () => (await import('./commands/template.ts')).templateCommand,
  sms: async () => (await import('./commands/sms.ts')).smsCommand,
  reconcile: async () => (await import('./commands/reconcile.ts')).reconcileCommand,
  redrive: async () => (await import('./commands/redrive.ts')).redriveCommand,
  release: async () => (await import('./commands/release.ts')).releaseCommand,
};

/** The operator's command line. 0 done, 1 refused or failed, 2 wrong usage or a difference. */
async function jiuzhu(args: readonly string[]): Promise<void> {
  const program = new Command('jiuzhu')
    .description('困难群众预警 hub 的命令行 / command line of the hub')
    .addHelpText(
      'after',
      '\n退出码:0 成功,1 被拒绝或没成功,2 用法不对或有差异\n每个命令都可以加 --help 看例子,加 --json 给程序用',
    );
  const wanted = Object.entries(commands).filter(([name]) => name === args[0]);
  for (const [, load] of wanted.length > 0 ? wanted : Object.entries(commands)) program.addCommand(await load());
  usageIsTwo(program);
  await program.parseAsync(args, { from: 'user' });
}

/** commander ends with 1 where the usage is wrong; here 1 means refused, and 2 wrong usage. */
function usageIsTwo(command: Command): void {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  for (const inner of command.commands) usageIsTwo(inner);
}

await jiuzhu(process.argv.slice(2));
