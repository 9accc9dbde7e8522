import type { Command } from 'commander';
import * as z from 'zod';
import { CliError } from './cli-error.ts';
import { type Connection, type ConnectionOptions, connect } from './connection.ts';
import { type KeptKey, keptKeys } from './kept-keys.ts';
import { readChecked } from './private-json.ts';
import type { SigningKey } from './send-signed.ts';

export interface SigningOptions extends ConnectionOptions {
  url?: string;
  key?: string;
  keyid?: string;
  department?: string;
}

/** What `keys create --json` writes, and what of it signing needs. */
const keyFile = z.looseObject({
  keyid: z.string(),
  secret: z.string(),
  algorithm: z.enum(['hmac-sha256', 'hmac-sm3', 'ecdsa-p256-sha256', 'ed25519']).default('hmac-sha256'),
});

/** Adds the options that say where to and with which key a department signs. */
export const signing = (command: Command): Command =>
  command
    .option('--department <key>', '用本机为这个部门建的密钥')
    .option('--key <file>', '密钥文件,就是 keys create --json 写出来的;只应自己能读')
    .option('--keyid <id>', '密钥编号;密钥本身放在环境变量 JIUZHU_KEY_SECRET 里,本机建的不用放')
    .option('--url <address>', 'hub 的地址;不写就用本机的或 --stack 的');

/** Who signs for which source, and where to. */
export interface Signer {
  url: string;
  now(): number;
  /** Throws `CliError` where no key serves. */
  keyFor(source: string | undefined): SigningKey;
}

export async function signerFor(options: SigningOptions): Promise<Signer> {
  const secret = process.env['JIUZHU_KEY_SECRET'];
  const { url, keyid } = options;
  if (options.key !== undefined) return signerWith(options, fileKey(options.key));
  if (url !== undefined && keyid !== undefined && secret !== undefined)
    return signerWith(options, { keyid, secret, algorithm: 'hmac-sha256' });
  const connection = await connect(options);
  return {
    url: url?.replace(/\/$/, '') ?? connection.url,
    now: connection.now,
    keyFor: (source) => chosen(options, connection, secret, source),
  };
}

/** One key for all; a hub in the cloud is reached by its address alone. */
async function signerWith(options: SigningOptions, key: SigningKey): Promise<Signer> {
  if (options.url !== undefined) return { url: options.url.replace(/\/$/, ''), now: Date.now, keyFor: () => key };
  const { url, now } = await connect(options);
  return { url, now, keyFor: () => key };
}

function fileKey(file: string): SigningKey {
  const { keyid, secret, algorithm } = readChecked(file, keyFile) ?? missing(`没有密钥文件 ${file}`);
  return { keyid, secret, algorithm };
}

function chosen(
  { keyid, department }: SigningOptions,
  { data }: Connection,
  secret: string | undefined,
  source: string | undefined,
): SigningKey {
  const kept = data === undefined ? [] : keptKeys(data);
  if (keyid !== undefined) {
    if (secret !== undefined) return { keyid, secret, algorithm: 'hmac-sha256' };
    return (
      found(kept, (key) => key.keyid === keyid) ??
      missing(`本机没有密钥 ${keyid};请把它放在环境变量 JIUZHU_KEY_SECRET 里`)
    );
  }
  if (department !== undefined)
    return (
      found(kept, (key) => key.department === department) ??
      missing(`本机没有 ${department} 的密钥:${advice(department)}`)
    );
  if (source === undefined) {
    const [only, ...others] = kept;
    if (only && others.length === 0) return only;
    return missing(only ? '本机有几个密钥:请写 --keyid 或 --department' : `本机没有密钥:${advice('<部门>')}`);
  }
  const named = /^\/\/([a-z-]+)\./.exec(source)?.[1] ?? '<部门>';
  return (
    found(kept, (key) => key.sources.some((own) => source === own || source.startsWith(`${own}/`))) ??
    missing(`本机没有能报送 ${source} 的密钥:${advice(named)}`)
  );
}

/** The newest: the one before it may be about to be revoked. */
const found = (kept: readonly KeptKey[], wanted: (key: KeptKey) => boolean) => kept.findLast(wanted);
const advice = (department: string) => `请先运行 npx jiuzhu keys create ${department}`;

function missing(message: string): never {
  throw new CliError(message, 2);
}
