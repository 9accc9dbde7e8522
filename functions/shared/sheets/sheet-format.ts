import { beginning, type FileContent } from './file-content.ts';
import { SheetRefused } from './sheet-refused.ts';

/** What a file is by its first bytes; a workbook is a ZIP too. */
export type SheetFormat = 'zip' | 'text';

const SAVE_AS_XLSX = '请用 Excel 或 WPS 打开它,点“另存为”,类型选“Excel 工作簿(*.xlsx)”,再上传新存的文件。';

/** Files that are no sheets, by their first bytes. */
const OTHERS: readonly (readonly [start: string, what: string])[] = [
  ['25504446', 'PDF 文件'],
  ['ffd8ff', '图片'],
  ['89504e47', '图片'],
  ['47494638', '图片'],
  ['49492a00', '图片'],
  ['4d4d002a', '图片'],
  ['52494646', '图片或录音'],
  ['7b5c727466', '文字文档'],
];
const PACKED: readonly string[] = ['52617221', '377abcaf271c', '1f8b'];
const OLE = 'd0cf11e0a1b11ae1';

/** Tells a file by its content, not by its name. Throws `SheetRefused` for what is no sheet, naming what it is and what to do. */
export async function formatOf(content: FileContent): Promise<SheetFormat> {
  const start = await beginning(content, 4096);
  const hex = start.subarray(0, 8).toString('hex');
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'zip';
  if (hex === OLE) throw await oldDocument(content);
  const other = OTHERS.find(([bytes]) => hex.startsWith(bytes));
  if (other) throw notASheet(content.name, other[1]);
  if (PACKED.some((bytes) => hex.startsWith(bytes)))
    throw new SheetRefused(
      'not-a-sheet',
      `“${content.name}”不是 zip 压缩包。请解开后直接上传里面的表格,或重新压缩成 .zip。`,
    );
  if (isMarkup(start))
    throw new SheetRefused('not-a-sheet', `“${content.name}”其实是一个网页,只是名字像表格。${SAVE_AS_XLSX}`);
  return 'text';
}

/** Pages of the web that systems hand out as .xls, and the XML form of Excel 2003; in UTF-16 there are zeros between. */
const isMarkup = (start: Buffer) =>
  /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*<(?:!doctype|html|head|meta|body|table|\?xml)/i.test(
    start.toString('latin1').replaceAll('\0', ''),
  );

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
/** Streams by which files in Microsoft's old container are told apart. */
const STREAMS = [
  { name: utf16('EncryptedPackage'), locked: true },
  { name: utf16('WordDocument'), what: '文字文档' },
  { name: utf16('PowerPoint Document'), what: '幻灯片' },
] as const;
const LONGEST = Math.max(...STREAMS.map(({ name }) => name.length));

async function oldDocument(content: FileContent): Promise<SheetRefused> {
  const { name } = content;
  let tail: Buffer = Buffer.alloc(0);
  for await (const part of content.open()) {
    const bytes = Buffer.concat([tail, part]);
    const found = STREAMS.find((stream) => bytes.includes(stream.name));
    if (found && 'what' in found) return notASheet(name, found.what);
    if (found)
      return new SheetRefused(
        'password',
        `“${name}”设了打开密码,这里打不开。请打开它,在“文件”里去掉密码,存好再上传;上传的路上和存放时都是加密的。`,
      );
    tail = bytes.subarray(-LONGEST);
  }
  const what = /\.et$/i.test(name) ? 'WPS 表格(.et)' : '老格式的 Excel 表格(.xls)';
  return new SheetRefused('old-workbook', `“${name}”是${what},这里读不了。${SAVE_AS_XLSX}`);
}

export const notASheet = (name: string, what: string) =>
  new SheetRefused('not-a-sheet', `“${name}”是${what},不是表格。请上传 .xlsx 或 .csv 文件,或它们的 zip 压缩包。`);

/** Documents that are ZIP archives, by a file that each holds. */
const INSIDE: readonly (readonly [entry: RegExp, what: string])[] = [
  [/^xl\/workbook\.bin$/i, '二进制的 Excel 表格(.xlsb)'],
  [/^index\/.*\.iwa$|^index\.zip$/i, '苹果电脑的 Numbers 表格'],
  [/^mimetype$/, 'OpenDocument 文件(.ods)'],
];
const DOCUMENTS: readonly (readonly [entry: RegExp, what: string])[] = [
  [/^word\/document\.xml$/i, '文字文档'],
  [/^ppt\/presentation\.xml$/i, '幻灯片'],
  [/^ofd\.xml$/i, 'OFD 文件'],
];

/** Throws `SheetRefused` where an archive is some other program's document. */
export function refuseDocuments(entries: readonly FileContent[], name: string): void {
  const has = ([entry]: readonly [RegExp, string]) => entries.some((each) => entry.test(each.name));
  const table = INSIDE.find(has);
  if (table) throw new SheetRefused('not-a-sheet', `“${name}”是${table[1]},这里读不了。${SAVE_AS_XLSX}`);
  const document = DOCUMENTS.find(has);
  if (document) throw notASheet(name, document[1]);
}
