import { element, fill, write } from './element.ts';
import { notice } from './notice.ts';
import { grouped, percent, sizeText } from './numbers.ts';
import type { Sending } from './send-file.ts';
import type { Screen } from './stage.ts';
import type { UploadView } from './upload-view.ts';

export interface Progress extends Screen {
  sending: (sending: Sending) => void;
  working: (view: UploadView | 'unreachable') => void;
  /** It stopped: why, and what may be done about it. */
  halted: (sentence: string, again?: () => void) => void;
}

export interface ProgressProps {
  filename: string;
  /** Bytes; undefined where the file is not here, and only its reading is looked at. */
  size: number | undefined;
  dryRun: boolean;
  say: (text: string) => void;
  back: () => void;
  leave: () => void;
}

const STEPS = ['核对文件', '传上去', '一行一行读'] as const;
/** Somebody who listens hears how far it is about so often, ms. */
const SAY_EVERY = 10_000;

/** How far a file is, from the first byte to the last row. */
export function progressScreen({ filename, size, dryRun, say, back, leave }: ProgressProps): Progress {
  const steps = STEPS.map((name) => element('li', {}, name));
  const bar = element('progress', { max: 100, 'aria-labelledby': 'progress-text' });
  const line = element('p', { id: 'progress-text', class: 'progress-text' });
  const hint = element('p', { class: 'hint' });
  const trouble = element('div', {});
  const leaving = element('button', { type: 'button', onclick: back }, size === undefined ? '回到首页' : '先停下');
  let troubled = '';
  let saidAt = Date.now();
  let step = -1;

  function at(next: number, text: string, done: number | undefined): void {
    if (done === undefined) bar.removeAttribute('value');
    else bar.value = done;
    write(line, text);
    steps.forEach((each, i) => {
      each.className = i < next ? 'done' : i === next ? 'now' : '';
      if (i === next) each.setAttribute('aria-current', 'step');
      else each.removeAttribute('aria-current');
    });
    if (next === step && Date.now() - saidAt < SAY_EVERY) return;
    step = next;
    saidAt = Date.now();
    say(text);
  }

  /** Written again only where it changed: it is read out. */
  function worry(text: string): void {
    if (text === troubled) return;
    troubled = text;
    fill(trouble, text !== '' && notice('plain', text));
    if (text !== '') say(text);
  }

  const total = size ?? 0;
  const body = element(
    'section',
    { class: 'sheet progress' },
    element('h2', {}, `${dryRun ? '正在检查' : '正在上报'}:${filename}`),
    element('ol', { class: 'steps' }, ...steps),
    bar,
    line,
    hint,
    trouble,
    element('div', { class: 'buttons' }, leaving),
  );
  write(hint, '正在核对文件,请不要关掉这个页面。');
  return {
    title: dryRun ? '正在检查' : '正在上报',
    body,
    leave,
    sending(sending) {
      const { waiting } = sending.stage === 'sending' ? sending : { waiting: undefined };
      worry(waiting === undefined ? '' : `网络断了一下,${waiting}秒后自动再试。已经传上去的不会丢。`);
      const share = percent(sending.done, total);
      const amount = `${sizeText(sending.done)},共 ${sizeText(total)}(${share}%)`;
      if (sending.stage === 'checking') return at(0, `已核对 ${amount}`, share);
      write(hint, '请先不要关掉这个页面。万一断了也不要紧:再选同一个文件,会从断开的地方接着传。');
      at(1, `${sending.resumed ? '接着上次的传,' : ''}已传 ${amount}`, share);
    },
    working(view) {
      worry(view === 'unreachable' ? '暂时连不上,正在再试。表还在读,不受影响。' : '');
      if (view === 'unreachable') return;
      write(leaving, '回到首页');
      write(hint, '文件已经传完,现在可以关掉这个页面,过后再来看结果。');
      const { rows, status, statusText, why } = view;
      const rejected = rows.rejected > 0 ? `,其中${grouped(rows.rejected)}行有问题` : '';
      if (status === 'waiting' && rows.read === 0) return at(2, why ?? '已经传完,正在排队等着读。', undefined);
      if (status === 'withdrawing') return at(2, statusText, undefined);
      at(2, rows.read === 0 ? '正在读……' : `已读${grouped(rows.read)}行${rejected}`, undefined);
    },
    halted(sentence, again) {
      write(leaving, '回到首页');
      fill(
        trouble,
        notice('bad', sentence),
        again !== undefined && element('button', { type: 'button', class: 'primary', onclick: again }, '接着传'),
      );
    },
  };
}
