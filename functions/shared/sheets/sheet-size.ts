import { SheetRefused } from './sheet-refused.ts';

export const tooManyColumns = (name: string, line: number, columns: number) =>
  new SheetRefused('too-many-columns', `“${name}”第${line}行超过${columns}列,不像一张名单。请删掉多余的列再上传。`);

export const cellTooLong = (name: string, line: number, length: number) =>
  new SheetRefused('cell-too-long', `“${name}”第${line}行有一格超过${length}个字。请改好这一行再上传。`);
