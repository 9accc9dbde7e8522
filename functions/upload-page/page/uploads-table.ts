import { type Cell, dataTable } from './data-table.ts';
import { element } from './element.ts';
import { isWorking } from './follow.ts';
import { grouped, timeText } from './numbers.ts';
import type { UploadView } from './upload-view.ts';

export interface UploadsProps {
  uploads: readonly UploadView[];
  open: (upload: UploadView) => void;
}

/** The files of this month, the newest first, each with what became of it in a few words. */
export function uploadsTable({ uploads, open }: UploadsProps): HTMLElement {
  if (uploads.length === 0) return element('p', { class: 'hint' }, '这个月还没有交过表。');
  return dataTable(
    ['交的时间', '文件', '报的是', '结果'],
    uploads.map((upload) => row(upload, open)),
  );
}

function row(upload: UploadView, open: UploadsProps['open']): Cell[] {
  const label = doing(upload);
  const act = element(
    'button',
    { type: 'button', class: 'link', onclick: () => open(upload), 'aria-label': `${label}:${upload.filename}` },
    label,
  );
  return [
    { content: timeText(upload.createdAt), className: 'time' },
    { content: upload.filename, heads: true },
    { content: upload.typeName },
    {
      content: element('span', {}, `${outcome(upload)} `, act),
      ...(upload.rows.rejected > 0 && { className: 'mixed' }),
    },
  ];
}

function outcome({ status, statusText, dryRun, rows }: UploadView): string {
  if (status !== 'done') return `${statusText}。`;
  const { read, rejected } = rows;
  const said =
    rejected === 0
      ? `${grouped(read)}行都${dryRun ? '没问题' : '收下了'}`
      : `${grouped(rejected)}行${dryRun ? '要改' : '没收下'}`;
  return `${dryRun ? '只检查:' : ''}${said}。`;
}

function doing(upload: UploadView): string {
  if (upload.status === 'receiving') return '接着传';
  if (upload.status === 'asking-columns' || upload.status === 'asking-leaving') return '去回答';
  return isWorking(upload) ? '看进度' : '看结果';
}
