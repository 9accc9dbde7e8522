import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { CliError } from './cli-error.ts';

const ROOT = path.join(import.meta.dirname, '..');
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'jiuzhu');
/** All that a stack is made of. Content, not time: a rule that was edited is never missed, a clone never made twice. */
const INPUTS = ['{bin,domain,functions,lib,provinces}/**/*.{ts,json,yaml}', 'cdk.json', 'package-lock.json'];

/**
 * Puts a province's synthesized stack into `folder`, as `cdk synth` would; where nothing it is made of has changed, the one
 * made before. Throws `CliError` with what the app said, which for a wrong profile names file, line and key.
 */
export async function synthesize(province: string, folder: string): Promise<void> {
  const made = path.join(CACHE, `assembly-${province}-${inputsKey()}`);
  if (!existsSync(made)) await make(province, made);
  rmSync(folder, { recursive: true, force: true });
  cpSync(made, folder, { recursive: true });
}

function inputsKey(): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of globSync(INPUTS, { cwd: ROOT }).sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 20);
}

async function make(province: string, made: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const making = mkdtempSync(path.join(CACHE, 'making-'));
  try {
    await runApp(province, making);
    renameSync(making, made);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Another start may have been faster with the same content.
    if (error instanceof CliError || !existsSync(made)) throw error;
  }
}

/** In a process of its own: the CDK keeps much in memory. */
async function runApp(province: string, folder: string): Promise<void> {
  // Receivers on this very machine are for trying webhooks out.
  const webhookHosts = 'localhost,127.0.0.1';
  // No vendor is called from a desk: SNS is imitated here, and what it is handed lies in the outbox.
  const smsProviders = 'sns';
  const context = { province, stage: 'dev', webhookHosts, smsProviders, 'aws:cdk:version-reporting': false };
  const app = spawn(process.execPath, [path.join(import.meta.dirname, 'hub.ts')], {
    // CDK checks the template against its own schemas for half of the time; npm run synth does that for every province.
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: path.join(CACHE, 'compiled'),
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify(context),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    app.on('error', reject);
    app.on('close', resolve);
  });
  const [said, code] = await Promise.all([text(app.stderr), exited]);
  if (code !== 0) throw new CliError(`${province} 的规则或部署定义有问题,没能启动:\n${said.trim()}`);
}
