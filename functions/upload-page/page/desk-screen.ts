import { element } from './element.ts';
import { notice } from './notice.ts';
import { type Begun, orderForm } from './order-form.ts';
import type { SendOrder } from './send-file.ts';
import type { Screen } from './stage.ts';
import type { UploadView } from './upload-view.ts';
import type { Desk } from './uploads.ts';
import { uploadsTable } from './uploads-table.ts';

export interface DeskActs {
  send: (order: SendOrder) => void;
  open: (upload: UploadView) => void;
  say: (text: string) => void;
}

export interface DeskProps {
  desk: Desk;
  begun: Begun;
  /** What must be seen first, e.g. that a file is to be chosen again. */
  said?: string;
  /** Fills itself once its figures are there. */
  month: HTMLElement;
}

/** Where somebody begins: send a sheet, and see what was sent. */
export function deskScreen({ desk, begun, said, month }: DeskProps, { send, open, say }: DeskActs): Screen {
  const { types, uploads } = desk;
  const form =
    types.length === 0
      ? notice('plain', '按本省的规则,您的单位现在不用报送表格。有疑问请问省里的管理员。')
      : orderForm({ types, begun, say, send });
  const body = element(
    'div',
    {},
    element(
      'section',
      { class: 'sheet' },
      element('h2', {}, '交一张表'),
      said !== undefined && notice('plain', said),
      form,
    ),
    month,
    element('section', { class: 'sheet' }, element('h2', {}, '这个月交过的表'), uploadsTable({ uploads, open })),
  );
  return { title: '交一张表', body };
}
