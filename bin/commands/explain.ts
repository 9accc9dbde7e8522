import { Command } from 'commander';
import { dayOf, isDay } from '../../domain/shanghai-day.ts';
import { explanation } from '../../functions/api/audit-answers.ts';
import { matches } from '../../functions/api/people-answers.ts';
import { askIdNumber } from '../ask-id-number.ts';
import { CliError } from '../cli-error.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { explanationText } from '../explanation-text.ts';
import { type StaffApi, staffApiFor } from '../staff-api.ts';
import { finishing, print, printJson } from '../terminal.ts';
import { warningWords } from '../warning-words.ts';

interface ExplainOptions extends ConnectionOptions {
  idNumber?: true;
  at?: string;
  token?: string;
  json?: true;
}

/** `jiuzhu explain <person>`: why there is a warning, or why there is none. */
export const explainCommand = connected(new Command('explain'))
  .summary('一个人、一户为什么有预警,或为什么没有')
  .description('一个人、一户为什么有预警,或为什么没有:每一条报送、每一项指标怎样算。查看有记录')
  .argument('[id]', '人(p-…)、户(h-…)或线索(l-…)的 id')
  .option('--id-number', '按身份证号码查;号码从标准输入读,不写在命令里')
  .option('--at <day>', '以前的哪一天,看到当天结束为止,例如 2026-11-05')
  .option('--token <token>', '工作人员令牌(岗位 auditor 或 admin);本机的 hub 不用写')
  .option('--json', '写成 JSON')
  .addHelpText(
    'after',
    '\n例:\n  npx jiuzhu explain p-Zk3…\n  npx jiuzhu explain --id-number --at 2026-11-05\n  npx jiuzhu explain --id-number < 号码.txt',
  )
  .action((id: string | undefined, options: ExplainOptions) => finishing(() => show(id, options)));

async function show(given: string | undefined, { idNumber, at, token, json, ...where }: ExplainOptions): Promise<void> {
  if ((given === undefined) !== (idNumber === true)) throw new CliError('写一个 id,或者写 --id-number', 2);
  if (given !== undefined && !/^[phl]-[\w-]+$/.test(given))
    throw new CliError('id 以 p-(人)、h-(户)或 l-(线索)开头;身份证号码不要写在命令里,用 --id-number', 2);
  if (at !== undefined && !isDay(at)) throw new CliError(`日期要写成 2026-11-05 这样,不是 ${at}`, 2);
  const connection = await connect(where);
  const api = await staffApiFor(connection, token);
  const id = given ?? (await personOf(api, await askIdNumber(dayOf(connection.now()))));
  const query = at === undefined ? '' : `?at=${at}`;
  const told = await api.get(`/v1/people/${encodeURIComponent(id)}/explanation${query}`, explanation);
  if (json) return printJson(told);
  print(explanationText(told, warningWords(connection.province).level));
}

async function personOf(api: StaffApi, idNumber: string): Promise<string> {
  const response = await api.call('POST', '/v1/people/lookup', { body: { idNumber } });
  const [person] = matches.parse(await response.json()).matches;
  if (!person) throw new CliError('没有这个人:没有一个部门报送过,所以没有预警(或者不在这个辖区)');
  return person.id;
}
