import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { CliError } from './cli-error.ts';

const APP = path.join(import.meta.dirname, 'hub.ts');

/**
 * Synthesizes a province's stack into `folder`, as `cdk synth` would, in a process of its own: the CDK keeps much in memory.
 * Throws `CliError` with what the app said, which for a wrong profile names file, line and key.
 */
export async function synthesize(province: string, folder: string): Promise<void> {
  const context = { province, stage: 'dev', 'aws:cdk:version-reporting': false };
  const app = spawn(process.execPath, [APP], {
    // CDK checks the template against its own schemas for half of the time; npm run synth does that for every province.
    env: { ...process.env, CDK_VALIDATION: 'false', CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    app.on('error', reject);
    app.on('close', resolve);
  });
  const [said, code] = await Promise.all([text(app.stderr), exited]);
  if (code !== 0) throw new CliError(`${province} 的规则或部署定义有问题,没能启动:\n${said.trim()}`);
}
