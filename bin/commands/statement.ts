import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import * as z from 'zod';
import { isDay } from '../../domain/shanghai-day.ts';
import { CliError } from '../cli-error.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { type StaffApi, staffApiFor } from '../staff-api.ts';
import { bold, finishing, print, printJson, tell } from '../terminal.ts';

interface StatementOptions extends ConnectionOptions {
  from?: string;
  to?: string;
  pdf?: string;
  html?: string;
  issued?: true;
  token?: string;
  json?: true;
}

/** `jiuzhu statement <person or household>`: issues one household's statement on demand, or shows the newest one. */
export const statementCommand = connected(new Command('statement'))
  .summary('给一户开一张帮扶清单')
  .description('给一户开一张帮扶清单(默认上一个完整周期),不影响按期的清单')
  .argument('<id>', '人(p-…)或户(h-…)的 id,在预警详情和 /v1/people/lookup 里能看到')
  .option('--from <day>', '从哪天,例如 2026-10-01')
  .option('--to <day>', '到哪天')
  .option('--issued', '不新开,看最近一张已开的')
  .option('--pdf <file>', '存成 PDF')
  .option('--html <file>', '存成网页')
  .option('--token <token>', '工作人员令牌;本机的 hub 不用写')
  .option('--json', '写成 JSON')
  .addHelpText('after', '\n例:\n  npx jiuzhu statement h-Zk3… --from 2026-10-01 --to 2026-12-31 --pdf 清单.pdf')
  .action((id: string, options: StatementOptions) => finishing(() => statement(id, options)));

async function statement(id: string, options: StatementOptions): Promise<void> {
  if (!/^[ph]-[\w-]+$/.test(id)) throw new CliError('id 以 p-(人)或 h-(户)开头', 2);
  const api = await staffApiFor(await connect(options), options.token);
  const issued = options.issued ? await newest(api, id) : await issue(api, id, options);
  const address = `/v1/statements/${encodeURIComponent(issued)}`;
  for (const [file, accept] of [
    [options.pdf, 'application/pdf'],
    [options.html, 'text/html'],
  ] as const)
    if (file !== undefined) await save(api, address, accept, file);
  if (options.json) return printJson(await (await api.call('GET', address)).json());
  if (options.pdf === undefined && options.html === undefined) print(sheetText(await api.get(address, sheet)));
}

const period = ({ from, to }: StatementOptions) => {
  if (from === undefined && to === undefined) return {};
  if (from === undefined || to === undefined || !isDay(from) || !isDay(to))
    throw new CliError('--from 和 --to 要一起写,写成 2026-10-01 这样', 2);
  return { from, to };
};

const made = z.looseObject({ id: z.string() });
async function issue(api: StaffApi, id: string, options: StatementOptions): Promise<string> {
  const response = await api.call('POST', `/v1/people/${id}/statements`, { body: period(options) });
  return made.parse(await response.json()).id;
}

const listed = z.looseObject({ items: z.array(z.looseObject({ id: z.string(), issuedAt: z.string() })) });
async function newest(api: StaffApi, id: string): Promise<string> {
  const { items } = await api.get(`/v1/people/${id}/statements`, listed);
  const [last] = items.toSorted((a, b) => Date.parse(b.issuedAt) - Date.parse(a.issuedAt));
  if (!last) throw new CliError('这一户还没有开过清单');
  return last.id;
}

async function save(api: StaffApi, address: string, accept: string, file: string): Promise<void> {
  const response = await api.call('GET', address, { accept });
  writeFileSync(file, Buffer.from(await response.arrayBuffer()), { mode: 0o600 });
  tell(`已存到 ${path.resolve(file)}`);
}

const sheet = z.looseObject({ heading: z.string(), opening: z.string().optional() });
const sheetText = ({ heading, opening }: z.output<typeof sheet>) =>
  [bold(heading), opening ?? '', '存成 PDF:加 --pdf 清单.pdf;完整内容:加 --json'].filter(Boolean).join('\n');
