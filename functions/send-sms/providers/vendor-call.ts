import { type SmsProviderName, smsProviderTitles } from '../../../domain/sms-profile.ts';
import { SafeError } from '../../shared/safe-error.ts';
import type { SmsFound, SmsResult } from '../../shared/sms.ts';
import type { Credentials } from './credentials.ts';
import type { Posted } from './post.ts';
import { byProvider, type Verdict } from './verdict.ts';

export type Told = Extract<SmsResult, { kind: 'sent' }> | Verdict;

/** What was posted comes back as an answer to read; where nothing was sent, the verdict of that. */
export function readAnswer(
  name: SmsProviderName,
  posted: Posted,
  read: (answer: Extract<Posted, { kind: 'answered' }>) => Told,
): Told {
  switch (posted.kind) {
    case 'answered':
      return read(posted);
    case 'unreached':
      return { kind: 'busy' };
    case 'untrusted':
      return byProvider(`${smsProviderTitles[name]}的证书不可信,没有发送,请管理员查对服务地址`);
  }
}

/**
 * One call with the credentials that stand. Where they were not accepted, nothing was sent: they are read anew, and with others the
 * next try may succeed. Throws where it stays open whether the message went out.
 */
export async function callWith<T>(
  name: SmsProviderName,
  credentials: Credentials<T>,
  call: (key: T) => Promise<Told>,
): Promise<SmsResult> {
  const title = smsProviderTitles[name];
  const key = await orBusy(() => credentials.current());
  if (key === BUSY) return { kind: 'busy' };
  if (key === undefined)
    return {
      kind: 'refused',
      reason: `${title}的密钥还没有填,请管理员运行 npx jiuzhu sms secret ${name}`,
      by: 'provider',
    };
  const told = await call(key);
  switch (told.kind) {
    case 'unclear':
      throw new SafeError('sms-unclear', 'the provider answered with an error inside it');
    case 'unsigned': {
      const changed = await orBusy(() => credentials.changedSince(key));
      if (changed === BUSY || changed) return { kind: 'busy' };
      return { kind: 'refused', reason: `${title}不认现在的密钥,请管理员核对后重新填写`, by: 'provider' };
    }
    default:
      return told;
  }
}

/** Asking after a message sends nothing: whatever fails leaves it as unknown as it was. */
export async function orUnknown(ask: () => Promise<SmsFound>): Promise<SmsFound> {
  try {
    return await ask();
  } catch {
    return { kind: 'unknown' };
  }
}

const BUSY = Symbol('busy');

/** Nothing was sent where the credentials could not be read. */
async function orBusy<T>(read: () => Promise<T>): Promise<T | typeof BUSY> {
  try {
    return await read();
  } catch {
    return BUSY;
  }
}
