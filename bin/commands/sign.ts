import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { signRequest } from '../../functions/shared/sign.ts';
import { CliError } from '../cli-error.ts';
import { connected } from '../connection.ts';
import { parseEvents, readText } from '../read-events.ts';
import { type SigningOptions, signerFor, signing } from '../signing-key.ts';
import { finishing, print, printJson } from '../terminal.ts';

interface SignOptions extends SigningOptions {
  file?: string;
  get?: string;
  post?: string;
  curl?: true;
  json?: true;
}

/** `jiuzhu sign`: the headers of one signed request, for curl or for comparing with one's own program. */
export const signCommand = connected(signing(new Command('sign')))
  .summary('算出一次请求的签名头,给 curl 用')
  .description('算出一次请求的签名头(RFC 9421),给 curl 用,或和自己的程序比对;300秒内有效,只能用一次')
  .option('--file <file>', '要报送的文件:一个 JSON 对象或一个数组')
  .option('--get <path>', '查询,例如 "/v1/events?source=//health.gansu/tongwei&id=wj-1"')
  .option('--post <path>', '办理,例如 /v1/referrals/Z2611-01234567/sign;正文(JSON)用 --file')
  .option('--curl', '写成可以直接运行的 curl 命令')
  .option('--json', '写成 JSON')
  .addHelpText(
    'after',
    `
例:
  npx jiuzhu sign --file events/disability.json --curl
  npx jiuzhu sign --department health --post /v1/referrals/Z2611-01234567/sign --file sign.json --curl
  npx jiuzhu sign --keyid health-k3f9a2 --file event.json > headers.txt
  curl -H @headers.txt --data-binary @event.json http://127.0.0.1:8787/v1/events`,
  )
  .action((options: SignOptions) => finishing(() => sign(options)));

async function sign(options: SignOptions): Promise<void> {
  const { file, get, post } = options;
  if ((file === undefined) === (get === undefined)) throw new CliError('--file 和 --get 写一个', 2);
  const signer = await signerFor(options);
  const url = `${signer.url}${get ?? post ?? '/v1/events'}`;
  const body = file === undefined ? undefined : readText(file);
  const [first] = body === undefined || post !== undefined ? [] : parseEvents(body, file ?? '');
  const source = get === undefined ? sourceIn(first) : (new URL(url).searchParams.get('source') ?? undefined);
  const batch = body?.trimStart().startsWith('[') === true;
  const contentType = post === undefined ? `application/cloudevents${batch ? '-batch' : ''}+json` : 'application/json';
  const headers = signRequest({
    ...signer.keyFor(source),
    method: get === undefined ? 'POST' : 'GET',
    url,
    ...(body !== undefined && { body, contentType }),
    now: signer.now(),
    nonce: randomUUID(),
  });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  if (options.json) printJson({ url, headers });
  else if (options.curl) print(curl(url, lines, file));
  else print(lines.join('\n'));
}

function curl(url: string, lines: readonly string[], file: string | undefined): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const body = file === undefined ? [] : [`--data-binary ${quoted(`@${file}`)}`];
  return ['curl -sS', ...lines.map((line) => `-H ${quoted(line)}`), ...body, quoted(url)].join(' \\\n  ');
}

const sourceIn = (event: unknown) =>
  typeof event === 'object' && event !== null && 'source' in event && typeof event.source === 'string'
    ? event.source
    : undefined;
