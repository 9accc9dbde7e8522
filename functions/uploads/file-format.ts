import type { Upload } from '../../domain/upload.ts';
import { HttpProblem } from '../shared/problem.ts';

/** What people have on their machines and nobody here can read, with what to do about it. */
const unreadable: Readonly<Record<string, string>> = {
  xls: '.xls 是旧格式,请打开后用“另存为”存成 .xlsx 再上传',
  xlsb: '请打开后用“另存为”存成 .xlsx 再上传',
  xlsm: '这个文件带宏,请用“另存为”存成 .xlsx 再上传',
  et: '请在 WPS 里用“另存为”存成 .xlsx 再上传',
  ett: '请在 WPS 里用“另存为”存成 .xlsx 再上传',
  ods: '请打开后用“另存为”存成 .xlsx 再上传',
  numbers: '请在 Numbers 里用“导出为 Excel”存成 .xlsx 再上传',
  doc: '这是文档,请把表格存成 .xlsx 再上传',
  docx: '这是文档,请把表格存成 .xlsx 再上传',
  pdf: '这是 PDF,请找到原来的表格,存成 .xlsx 再上传',
  rar: '请改用 .zip 压缩,或者直接传表格',
  '7z': '请改用 .zip 压缩,或者直接传表格',
};

/** The name without folders, and the format by its ending. Throws 422 with what to do where it is none that can be read. */
export function fileFormat(given: string): Pick<Upload, 'filename' | 'format'> {
  // Control characters and folders are no part of a name, and would not survive a header.
  const filename = (given.split(/[/\\]/).at(-1) ?? '').replace(/\p{C}/gu, '').trim();
  const ending = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  if (ending === 'csv' || ending === 'xlsx' || ending === 'zip') return { filename, format: ending };
  const message = unreadable[ending] ?? '只收 .xlsx、.csv 和 .zip;请核对文件名的结尾';
  throw new HttpProblem(422, { detail: message, errors: [{ path: 'filename', code: 'format', message }] });
}
