import { describe, expect, it } from 'vitest';
import { refusalOf, textsIn } from './sheet-file.ts';
import { zipOf } from './zip-of.ts';

const hex = (bytes: string) => Buffer.from(bytes, 'hex');
const OLE = hex('d0cf11e0a1b11ae1');
const ole = (stream: string) =>
  Buffer.concat([OLE, Buffer.alloc(600_000), Buffer.from(stream, 'utf16le'), Buffer.alloc(100)]);

describe('a file that is no sheet is named, whatever its name says', () => {
  it.each([
    ['a workbook of Excel 97', '名单.xls', ole('Workbook'), 'old-workbook', '是老格式的 Excel 表格(.xls)'],
    ['one of WPS', '名单.et', ole('Workbook'), 'old-workbook', '是WPS 表格(.et)'],
    ['a workbook with a password', '名单.xlsx', ole('EncryptedPackage'), 'password', '设了打开密码'],
    ['a letter', '名单.xls', ole('WordDocument'), 'not-a-sheet', '是文字文档'],
    ['a PDF', '名单.csv', Buffer.from('%PDF-1.4\n'), 'not-a-sheet', '是PDF 文件'],
    ['a photograph', '名单.xlsx', hex('ffd8ffe000104a464946'), 'not-a-sheet', '是图片'],
    ['RAR', '名单.rar', hex('526172211a0700'), 'not-a-sheet', '不是 zip 压缩包'],
    ['7-Zip', '名单.zip', hex('377abcaf271c0004'), 'not-a-sheet', '不是 zip 压缩包'],
    [
      'a page of the web',
      '名单.xls',
      Buffer.from('\ufeff\r\n<html xmlns:x="excel"><table>'),
      'not-a-sheet',
      '其实是一个网页',
    ],
    ['one in UTF-16', '名单.xls', Buffer.from('\ufeff<TABLE>', 'utf16le'), 'not-a-sheet', '其实是一个网页'],
    ['XML of Excel 2003', '名单.xls', Buffer.from('<?xml version="1.0"?><Workbook>'), 'not-a-sheet', '其实是一个网页'],
  ])('%s', async (_, name, bytes, code, message) => {
    const refusal = await refusalOf(bytes, { name });
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(refusal.message).toContain(`“${name}”`);
  });

  it.each([
    ['a letter', 'word/document.xml', '是文字文档'],
    ['slides', 'ppt/presentation.xml', '是幻灯片'],
    ['a binary workbook', 'xl/workbook.bin', '.xlsb'],
    ['Numbers', 'Index/Document.iwa', 'Numbers'],
    ['OpenDocument', 'mimetype', '.ods'],
    ['OFD', 'OFD.xml', 'OFD'],
  ])('%s that is a ZIP inside', async (_, entry, message) => {
    expect(await refusalOf(await zipOf({ [entry]: 'x' }))).toMatchObject({
      code: 'not-a-sheet',
      message: expect.stringContaining(message),
    });
  });

  it('a CSV by the name of a workbook is read', async () => {
    expect(await textsIn(Buffer.from('姓名\n王秀英\n'), { name: '名单.xls' })).toHaveLength(2);
  });
});
