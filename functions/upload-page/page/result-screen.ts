import { type Cell, dataTable } from './data-table.ts';
import { element } from './element.ts';
import { grouped, timeText } from './numbers.ts';
import { figures, resultWords } from './result-words.ts';
import type { Screen } from './stage.ts';
import type { RowError, UploadView } from './upload-view.ts';
import { withdrawal } from './withdrawal.ts';

export interface ResultActs {
  download: () => void;
  /** Choose the mended file of the same kind. */
  again: () => void;
  /** Send for real what was only checked; undefined where the file is not at hand. */
  send: (() => void) | undefined;
  withdraw: () => void;
  back: () => void;
}

/** What became of a file: five numbers, what is wrong row by row, and what to do next. Fit to be printed. */
export function resultScreen(view: UploadView, acts: ResultActs): Screen {
  const { tone, heading, sentences } = resultWords(view);
  const read = view.rows.read > 0;
  const body = element(
    'section',
    { class: 'sheet result' },
    element('h2', { class: tone }, heading),
    ...sentences.map((sentence) => element('p', { class: 'sentence' }, sentence)),
    read && equation(view),
    nextSteps(view, acts),
    view.errors.length > 0 && errorTable(view),
    about(view),
    canWithdraw(view) && withdrawal(acts.withdraw),
  );
  return { title: heading, body };
}

/** 读到 = 收下 + 没变化 + 重复 + 没收下 */
function equation(view: UploadView): HTMLElement {
  const parts = figures(view).map(({ key, label, count, meaning }) =>
    element(
      'li',
      { class: `figure ${key}${count === 0 ? ' none' : ''}` },
      element('span', { class: 'label' }, label),
      element('strong', {}, grouped(count)),
      element('span', { class: 'meaning' }, meaning),
    ),
  );
  return element('ul', { class: 'figures', 'aria-label': '各有多少行' }, ...parts);
}

function nextSteps({ correctedFile, status, dryRun, rows }: UploadView, acts: ResultActs): HTMLElement {
  const { send, download, again, back } = acts;
  const clean = status === 'done' && dryRun && rows.read > 0 && rows.rejected < rows.read;
  const mend = correctedFile !== undefined;
  return element(
    'div',
    { class: 'buttons' },
    mend && button('下载带错误原因的表', 'primary', download),
    mend && button('改好了,再交一次', '', again),
    clean &&
      send !== undefined &&
      button(rows.rejected === 0 ? '正式上报' : '先把没问题的行报上去', mend ? '' : 'primary', send),
    button('打印这一页', 'quiet', () => window.print()),
    button('回到首页', 'quiet', back),
  );
}

const button = (label: string, className: string, onclick: () => void) =>
  element('button', { type: 'button', class: className, onclick }, label);

function errorTable({ errors, rows }: UploadView): HTMLElement {
  const sheets = errors.some(({ sheet }) => sheet !== '');
  const headings = [...(sheets ? ['工作表'] : []), '第几行', '哪一列', '填的是', '为什么没收下'];
  const shown = rows.rejected > errors.length ? `下面是前${errors.length}处,全部的都写在带错误原因的表里。` : '';
  return element(
    'section',
    { class: 'errors' },
    element('h3', {}, '哪里要改'),
    element('p', { class: 'hint' }, `${shown}证件号、姓名只显示一部分。`),
    dataTable(
      headings,
      errors.map((error) => errorRow(error, sheets)),
    ),
  );
}

const errorRow = ({ sheet, line, column, value, message }: RowError, sheets: boolean): Cell[] => [
  ...(sheets ? [{ content: sheet }] : []),
  { content: String(line), className: 'line' },
  { content: column },
  { content: value === '' ? '(空)' : value, className: 'value' },
  { content: message },
];

const about = ({ filename, createdAt, mode, dryRun, typeName }: UploadView) =>
  element(
    'dl',
    { class: 'about' },
    ...[
      ['文件', filename],
      ['报的是', `${typeName}${mode === 'full' ? '(全部名单)' : mode === 'changes' ? '(变动)' : ''}`],
      ['交的时间', `${timeText(createdAt)}${dryRun ? ',只检查' : ''}`],
    ].map(([term, text]) => element('div', {}, element('dt', {}, term), element('dd', {}, text))),
  );

/** A check, and a file of which nothing was taken, leave nothing to take back. */
const canWithdraw = ({ status, dryRun, rows, left }: UploadView) =>
  !dryRun && (status === 'done' || status === 'failed') && rows.accepted + left > 0;
