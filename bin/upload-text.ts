import { chineseDateTime } from '../domain/shanghai-day.ts';
import { bold, dim } from './terminal.ts';
import { textTable } from './text-table.ts';
import type { UploadItem, UploadView } from './uploads-client.ts';

/** How a file stands, and what is wrong in which row. Values are masked as the hub gave them. */
export function uploadViewText(view: UploadView): string {
  const { uploadId, typeName, dryRun, statusText, rows, errors } = view;
  const head = `${bold(uploadId)}  ${typeName}${dryRun ? '  试读' : ''}`;
  const counts = `读${rows.read}行 = 收下${rows.accepted} + 没有变化${rows.unchanged} + 重复${rows.duplicate} + 没收下${rows.rejected}`;
  return [head, statusText, ...(rows.read > 0 ? [counts] : []), ...errorLines(errors, rows.rejected)].join('\n');
}

function errorLines(errors: UploadView['errors'], rejected: number): string[] {
  if (errors.length === 0) return [];
  const sheets = errors.some(({ sheet }) => sheet !== '');
  const rows = errors.map(({ sheet, line, column, value, message }) => [
    ...(sheets ? [sheet] : []),
    `第${line}行`,
    column,
    value,
    message,
  ]);
  const table = textTable([...(sheets ? ['工作表'] : []), '在哪一行', '列', '填的(已打码)', '要改什么'], rows);
  const lines = new Set(errors.map(({ sheet, line }) => `${sheet}#${line}`)).size;
  return ['', table, ...(lines < rejected ? [dim(`只列出前面的${errors.length}处,全部写在改错表里`)] : [])];
}

/** A month's files, newest first. */
export function uploadListText(items: readonly UploadItem[]): string {
  if (items.length === 0) return '这个月还没有上传过文件';
  const rows = items.map(
    ({ uploadId, createdAt, filename, typeName, dryRun, status, rows: { read, accepted, rejected } }) => [
      uploadId,
      chineseDateTime(Date.parse(createdAt)),
      filename,
      `${typeName}${dryRun ? '(试读)' : ''}`,
      STATUS[status],
      String(read),
      String(accepted),
      String(rejected),
    ],
  );
  return textTable(['编号', '上传时间', '文件', '报的是什么', '状态', '读', '收下', '没收下'], rows);
}

const STATUS: Readonly<Record<UploadItem['status'], string>> = {
  receiving: '没传完',
  waiting: '在排队',
  reading: '在读',
  'asking-columns': '等确认列',
  'asking-leaving': '等确认退出',
  done: '读完了',
  failed: '没读成',
  withdrawing: '在撤回',
  withdrawn: '已撤回',
  lapsed: '已作废',
};
