import { refusalOf } from '../functions/call-webhooks/post.ts';
import type { WebhookEndpoint } from '../functions/shared/access.ts';
import { CliError } from './cli-error.ts';

/** Both secrets sign for so long: enough for an office to put the new one in on a working day. */
const ROTATION_MS = 3 * 24 * 3_600_000;

/** An address as it may be set. Throws `CliError` with what is wrong. `inside`: the stack's configuration names its host. */
export function checkedAddress(url: string, inside: boolean): string {
  if (!URL.canParse(url)) throw new CliError('地址要写完整,例如 https://yb.example.gov.cn/jiuzhu', 2);
  const target = new URL(url);
  const why = refusalOf(target, inside ? [target.hostname.replace(/^\[|\]$/g, '')] : []);
  if (why === undefined) return url;
  throw new CliError(
    inside ? why : `${why};对方在内网或只有 http 的,部署时写 -c webhookHosts=主机名,这里加 --inside`,
    2,
  );
}

/** The area it is told about: the whole province, or a part of it. Throws `CliError`. */
export function checkedArea(area: string | undefined, division: string): string {
  const asked = area ?? division;
  if (/^(\d{2}|\d{4}|\d{6}|\d{9})$/.test(asked) && asked.startsWith(division)) return asked;
  throw new CliError(`区域要写${division}以内的2、4、6或9位区划代码`, 2);
}

/** A new secret signs at once; the one before it goes on for three days, any older one ends now. */
export function rotated(endpoint: WebhookEndpoint, secret: string, now: number): WebhookEndpoint {
  const current = endpoint.secrets.find(({ until }) => until === undefined);
  const old = current ? [{ secret: current.secret, until: now + ROTATION_MS }] : [];
  return { ...endpoint, secrets: [{ secret }, ...old], changedAt: now };
}
