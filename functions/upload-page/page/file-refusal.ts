const LARGEST = 2 * 2 ** 30;
const SAVE_AS_XLSX = '请打开它,点“文件”→“另存为”,类型选“Excel 工作簿(*.xlsx)”,再交另存的那一份。';

const OTHERS: Readonly<Record<string, string>> = {
  xls: `这是旧版 Excel 的文件(.xls)。${SAVE_AS_XLSX}`,
  et: `这是 WPS 的表格文件(.et)。${SAVE_AS_XLSX}`,
  xlsm: `这个表格带宏(.xlsm)。${SAVE_AS_XLSX}`,
  numbers: `这是 Numbers 的文件。${SAVE_AS_XLSX}`,
  doc: '这是文档,不是表格。请交 .xlsx 或 .csv 表格。',
  docx: '这是文档,不是表格。请交 .xlsx 或 .csv 表格。',
  pdf: '这是 PDF,读不出行和列。请交原来的 .xlsx 或 .csv 表格。',
  rar: '这是 .rar 压缩包。请解开后交里面的表格,或者压成 .zip。',
  '7z': '这是 .7z 压缩包。请解开后交里面的表格,或者压成 .zip。',
};

/** Why a file need not even be sent, in Chinese, with what to do; undefined where it may. What is in it only the hub sees. */
export function fileRefusal({ name, size }: { name: string; size: number }): string | undefined {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (OTHERS[ending] !== undefined) return OTHERS[ending];
  if (!['xlsx', 'csv', 'zip'].includes(ending)) return '只收 .xlsx、.csv 表格,或装着它们的 .zip。';
  // Excel keeps such a file beside an open workbook.
  if (name.startsWith('~$')) return '这是 Excel 打开表格时的临时文件。请选那张表格本身。';
  if (size === 0) return '这个文件是空的,里面什么也没有。请看看是不是选错了。';
  if (size > LARGEST) return '这个文件超过 2 GB。请分成几份,或压成 .zip 再交。';
  return undefined;
}
