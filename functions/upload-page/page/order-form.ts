import { element, fill } from './element.ts';
import type { ChosenFile } from './file-digest.ts';
import { filePicker } from './file-picker.ts';
import { notice } from './notice.ts';
import type { SendOrder } from './send-file.ts';
import type { Mode } from './upload-view.ts';
import type { SheetType } from './uploads.ts';

/** What is filled in already when somebody comes back with the mended file. */
export type Begun = Partial<Pick<SendOrder, 'type' | 'mode'>> & { file?: ChosenFile };

export interface OrderProps {
  types: readonly SheetType[];
  begun: Begun;
  say: (text: string) => void;
  send: (order: SendOrder) => void;
}

/** The list of people: what sending all of it does, and what sending changes does. */
const MODES: readonly { mode: Mode; label: string; does: string }[] = [
  { mode: 'full', label: '全部名单', does: '表里是现在名单上的所有人。不在表里的人,会当作已经退出名单。' },
  { mode: 'changes', label: '只是变动', does: '表里只有新增、变更和退出的人(看“变动”一列)。没写到的人不变。' },
];
const ROSTER = 'roster';

/** What is sent, which file, and whether it is only to be checked. */
export function orderForm({ types, begun, say, send }: OrderProps): HTMLElement {
  let type = begun.type ?? (types.length === 1 ? types[0]?.type : undefined);
  let mode = begun.mode;
  const picker = filePicker(say, begun.file);
  const wrong = element('div', {});
  const templates = element('p', { class: 'templates' });
  const modes = radios(
    '这张表是',
    'mode',
    MODES.map(({ mode: key, label, does }) => ({ key, label, does })),
    mode,
    (key) => {
      mode = key === 'full' ? 'full' : 'changes';
      fill(wrong);
    },
  );
  const kinds = radios(
    '第1步 报什么',
    'type',
    types.map(({ type: key, name }) => ({ key, label: name })),
    type,
    choose,
  );

  function choose(key: string): void {
    type = key;
    fill(wrong);
    modes.hidden = key !== ROSTER;
    const name = types.find((each) => each.type === key)?.name ?? '';
    fill(
      templates,
      `没有现成的表?下载“${name}”的模板:`,
      template(key, 'xlsx', 'Excel 模板'),
      '、',
      template(key, 'csv', 'CSV 模板'),
      '。用自己的表也行:列名不一样的,会请您认一次,以后就记住了。',
    );
  }

  function order(dryRun: boolean): void {
    const file = picker.chosen();
    if (type === undefined) ask(kinds, '请先选这张表报的是什么。');
    else if (type === ROSTER && mode === undefined) ask(modes, '请选这张表是全部名单,还是只是变动。');
    else if (file === undefined) picker.ask();
    else send({ type, mode: type === ROSTER ? mode : undefined, file, dryRun });
  }

  function ask(where: HTMLElement, text: string): void {
    fill(wrong, notice('bad', text));
    where.querySelector('input')?.focus();
  }

  modes.hidden = type !== ROSTER;
  if (type !== undefined) choose(type);
  const submit = (event: Event) => {
    event.preventDefault();
    order(false);
  };
  return element(
    'form',
    { class: 'order', onsubmit: submit },
    kinds,
    templates,
    modes,
    element('fieldset', {}, element('legend', {}, '第2步 选表'), picker.body),
    element(
      'fieldset',
      { class: 'last' },
      element('legend', {}, '第3步 交'),
      wrong,
      element(
        'div',
        { class: 'buttons' },
        element('button', { type: 'submit', class: 'primary' }, '上报'),
        element(
          'button',
          { type: 'button', onclick: () => order(true), 'aria-describedby': 'dry-hint' },
          '只检查,不上报',
        ),
      ),
      element(
        'p',
        { class: 'hint', id: 'dry-hint' },
        '拿不准的,可以先检查:每一行都会读一遍,告诉您哪里要改,但什么也不报上去。',
      ),
    ),
  );
}

const template = (type: string, ending: string, label: string) =>
  element('a', { href: `/v1/templates/${type}.${ending}`, download: true }, label);

interface Option {
  key: string;
  label: string;
  does?: string;
}

const radios = (
  legend: string,
  name: string,
  options: readonly Option[],
  chosen: string | undefined,
  choose: (key: string) => void,
) =>
  element(
    'fieldset',
    { class: name },
    element('legend', {}, legend),
    element(
      'div',
      { class: 'cards' },
      ...options.map(({ key, label, does }) =>
        element(
          'label',
          { class: 'card' },
          element('input', { type: 'radio', name, value: key, checked: key === chosen, onchange: () => choose(key) }),
          element('span', {}, label, does !== undefined && element('small', {}, does)),
        ),
      ),
    ),
  );
