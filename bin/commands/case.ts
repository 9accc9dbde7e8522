import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command, Option } from 'commander';
import { warningCase } from '../../functions/api/audit-answers.ts';
import { openTypefaces } from '../../functions/show-statement/typefaces.ts';
import { statementFonts } from '../../lib/fonts.ts';
import { casePdf } from '../case-pdf.ts';
import { caseText, type WarningCase } from '../case-text.ts';
import { CliError } from '../cli-error.ts';
import { type ConnectionOptions, connect, connected } from '../connection.ts';
import { type StaffApi, staffApiFor } from '../staff-api.ts';
import { finishing, print, printJson, tell } from '../terminal.ts';

interface CaseOptions extends ConnectionOptions {
  pdf?: string;
  unmask?: true;
  purpose?: string;
  note?: string;
  token?: string;
  json?: true;
}

/** `jiuzhu case <number>`: everything that happened to one warning, on one printable time line. */
export const caseCommand = connected(new Command('case'))
  .summary('一条预警的全过程,给审计看')
  .description('一条预警的全过程:谁报的、怎么研判、通知了谁、走访、结果、救助,谁查阅过。查看本身也有记录')
  .argument('<number>', '预警的编号(W2611-01234567)或 id')
  .option('--pdf <file>', '存成 PDF')
  .option('--unmask', '姓名、证件号码、电话和通知原文不打码;要写 --purpose')
  .addOption(new Option('--purpose <purpose>', '用途,会记录').choices(['verification', 'complaint', 'audit']))
  .option('--note <text>', '用途的说明,会记录')
  .option('--token <token>', '工作人员令牌(岗位 auditor 或 admin);本机的 hub 不用写')
  .option('--json', '写成 JSON')
  .addHelpText(
    'after',
    '\n例:\n  npx jiuzhu case W2611-01234567 --pdf 全过程.pdf\n  npx jiuzhu case W2611-01234567 --unmask --purpose complaint --note 信访件',
  )
  .action((number: string, options: CaseOptions) => finishing(() => show(number, options)));

async function show(number: string, options: CaseOptions): Promise<void> {
  const { pdf, unmask, purpose, json, token } = options;
  if (!/^(W\d{4}-\d{8}|[phl]-[\w-]+\.\d+)$/.test(number)) throw new CliError('编号像 W2611-01234567 这样', 2);
  if (unmask && purpose === undefined) throw new CliError('--unmask 要写明用途:--purpose audit', 2);
  const connection = await connect(options);
  const told = await read(await staffApiFor(connection, token), number, options);
  if (json) printJson(told);
  if (pdf !== undefined) {
    const fonts = await openTypefaces(await statementFonts());
    writeFileSync(pdf, await casePdf(told, fonts, new Date(connection.now())), { mode: 0o600 });
    tell(`已存到 ${path.resolve(pdf)}`);
  } else if (!json) print(caseText(told));
}

async function read(api: StaffApi, number: string, { unmask, purpose, note }: CaseOptions): Promise<WarningCase> {
  const address = `/v1/warnings/${encodeURIComponent(number)}/case`;
  if (!unmask) return api.get(address, warningCase);
  const response = await api.call('POST', address, { body: { purpose, ...(note !== undefined && { note }) } });
  return warningCase.parse(await response.json());
}
