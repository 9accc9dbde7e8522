import { Command, Option } from 'commander';
import { uploadModes, uploadTypes } from '../../domain/upload.ts';
import { type Ask, askLines, isYes } from '../ask-lines.ts';
import { CliError } from '../cli-error.ts';
import { connected } from '../connection.ts';
import { saveCorrected } from '../corrected-file.ts';
import { type SigningOptions, signerFor, signing } from '../signing-key.ts';
import { finishing, green, print, printJson, tell } from '../terminal.ts';
import { uploadBars } from '../upload-bars.ts';
import { sendFile, settled, type UploadPorts } from '../upload-file.ts';
import { askColumns, askLeaving, columnsText } from '../upload-questions.ts';
import { uploadListText, uploadViewText } from '../upload-text.ts';
import { type UploadsClient, type UploadView, uploadsClient } from '../uploads-client.ts';

interface UploadOptions extends SigningOptions {
  type?: string;
  mode?: string;
  dryRun?: true;
  yes?: true;
  status?: string;
  withdraw?: string;
  list?: true;
  month?: string;
  json?: true;
}

/** `jiuzhu upload FILE`: sends a spreadsheet as it is, says what became of every row, and brings back the one to be mended. */
export const uploadCommand = connected(signing(new Command('upload')))
  .summary('上传一张表,看每一行怎样了')
  .description(
    '上传一张表(.xlsx、.csv 或 .zip),逐行告诉您收下没有;有错的,改错表放在原表旁边,改好后整张再传\n' +
      '断了不要紧:再运行一次同样的命令,只传还没到的部分',
  )
  .argument('[file]', '要上传的表')
  .addOption(new Option('--type <type>', '表里报的是什么').choices(uploadTypes.options))
  .addOption(
    new Option('--mode <mode>', '只有花名册(roster)要写:full 全部名单,changes 只写变动的').choices(uploadModes.options),
  )
  .option('--dry-run', '试读:每一行都检查,什么都不存')
  .option('--yes', '列都认得准就不问了;名单上少了人,还是要问')
  .option('--status <id>', '看一份文件怎样了,改错表再取一次')
  .option('--withdraw <id>', '撤回一整份文件')
  .option('--list', '看这个月上传了哪些文件')
  .option('--month <month>', '和 --list 一起用,例如 2026-10')
  .option('--json', '结果写成 JSON')
  .addHelpText(
    'after',
    `
例:
  npx jiuzhu sheet medical-burden -o 大额.xlsx        先取一张空表
  npx jiuzhu upload 大额.xlsx --type medical-burden
  npx jiuzhu upload 名册.csv --type roster --mode full --dry-run
  npx jiuzhu upload --url https://… --key 密钥.json 大额.xlsx --type medical-burden --yes
退出码:0 每一行都收下了,1 有的行没收下,2 没有办成`,
  )
  .action((file: string | undefined, options: UploadOptions) =>
    finishing(() => withItsCodes(() => run(file, options))),
  );

async function run(file: string | undefined, options: UploadOptions): Promise<void> {
  const wanted = [file, options.status, options.withdraw, options.list].filter((each) => each !== undefined);
  if (wanted.length !== 1) throw new CliError('请写一张表,或者 --status、--withdraw、--list 中的一个', 2);
  if (file !== undefined && options.type === undefined) throw new CliError('请用 --type 写明表里报的是什么', 2);
  const signer = await signerFor(options);
  const client = uploadsClient({ url: signer.url, key: signer.keyFor(undefined), now: signer.now });
  if (options.status !== undefined) return ended(await client.view(options.status), undefined, options);
  // Awaited before the return, or the questions would be closed while they are put.
  using ask = askLines();
  if (file !== undefined) return await upload(client, ask, file, options);
  if (options.withdraw !== undefined) return await withdraw(client, ask, options.withdraw, options);
  const items = await client.list(options.month);
  return options.json ? printJson(items) : print(uploadListText(items));
}

/** 1 means that some rows were not taken; whatever else goes wrong is 2. */
async function withItsCodes(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof CliError && !(error instanceof RowsRejected))
      throw new CliError(error.message, 2, { cause: error });
    throw error;
  }
}

class RowsRejected extends CliError {}

async function upload(client: UploadsClient, ask: Ask, file: string, options: UploadOptions): Promise<void> {
  const { type = '', mode, dryRun = false } = options;
  using show = uploadBars(tell, process.stderr.isTTY && !options.json);
  const ports = { client, show };
  const sent = await sendFile(ports, file, { type, ...(mode !== undefined && { mode }), dryRun });
  const view = await answeredFor(ports, ask, await settled(ports, sent), options);
  show[Symbol.dispose]();
  await ended(view, file, options);
}

/** Puts the questions that stand in the way, and waits on. Ends where nobody answers. */
async function answeredFor(
  ports: UploadPorts,
  ask: Ask,
  given: UploadView,
  options: UploadOptions,
): Promise<UploadView> {
  const { client } = ports;
  let view = given;
  for (;;) {
    if (view.status === 'asking-columns') {
      if (view.columns) tell(columnsText(view.columns));
      const columns = await askColumns(view, ask, options.yes === true);
      if (!columns) return view;
      view = await client.confirmColumns(view.uploadId, columns);
    } else if (view.status === 'asking-leaving') {
      tell(view.statusText);
      const leaving = await askLeaving(view, ask);
      if (leaving === undefined) return view;
      view = await client.confirmLeaving(view.uploadId, leaving);
    } else return view;
    view = await settled(ports, view);
  }
}

async function ended(view: UploadView, file: string | undefined, options: UploadOptions): Promise<void> {
  const corrected =
    view.correctedFile === undefined ? undefined : await saveCorrected(file ?? view.filename, view.correctedFile);
  // The address opens the file to whoever has it: what is printed may be kept.
  const { correctedFile: _, parts: __, ...shown } = view;
  if (options.json) printJson({ ...shown, ...(corrected && { correctedFile: corrected }) });
  else print(uploadViewText(view));
  if (corrected && !options.json) print(`\n改错表:${corrected}\n照“错误原因”一列改好,整张再传一次`);
  if (view.rows.rejected > 0) throw new RowsRejected(`${view.rows.rejected}行没有收下`, 1);
  if (view.status !== 'done') throw new CliError(`还没有办成:${goOn(view)}`);
  if (!options.json) tell(green('每一行都办好了'));
}

function goOn({ status, uploadId }: UploadView): string {
  if (status === 'asking-columns' || status === 'asking-leaving')
    return `要请您确认,再运行一次同样的命令,或者打开网页 /upload;不要了就 npx jiuzhu upload --withdraw ${uploadId}`;
  return `过一会儿用 npx jiuzhu upload --status ${uploadId} 再看`;
}

async function withdraw(client: UploadsClient, ask: Ask, id: string, options: UploadOptions): Promise<void> {
  const sure = options.yes || isYes(await ask('撤回以后,这份文件报的内容都不算数。确定请输 y,不撤回请直接回车'));
  if (!sure) throw new CliError('没有撤回');
  const item = await client.withdraw(id);
  using show = uploadBars(tell, false);
  const view = item.status === 'withdrawing' ? await settled({ client, show }, await client.view(id)) : item;
  if (options.json) printJson(view);
  else print(view.statusText);
  // A later file may build on it: that one is withdrawn first.
  if (view.status !== 'withdrawn') throw new CliError('没有撤回');
}
