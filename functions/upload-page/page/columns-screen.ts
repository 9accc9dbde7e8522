import { type Chosen, columnsSaid, issuesOf, issueWords } from './column-choice.ts';
import { dataTable } from './data-table.ts';
import { element, fill } from './element.ts';
import { notice } from './notice.ts';
import type { Screen } from './stage.ts';
import type { AskedColumns, ColumnChoice, UploadView } from './upload-view.ts';
import type { ColumnsSaid } from './uploads.ts';

export interface ColumnsActs {
  confirm: (said: ColumnsSaid) => void;
  withdraw: () => void;
}

/** Which column of the department's own sheet is which: asked once, and remembered. */
export function columnsScreen(view: UploadView, asked: AskedColumns, { confirm, withdraw }: ColumnsActs): Screen {
  const state = element('div', { role: 'status', 'aria-live': 'polite', id: 'column-issues' });
  const selects = asked.headings.map((heading, i) => select(heading, i, asked, check));
  const required = asked.choices.filter((choice) => choice.required);
  const constants = required.map((choice) => ({ choice, ...constant(choice, check) }));
  const same = element(
    'fieldset',
    { class: 'constants' },
    element('legend', {}, '每一行都一样的'),
    ...constants.map(({ body }) => body),
  );

  function chosen(): Chosen {
    const given: Record<string, string> = {};
    for (const { choice, input } of constants) given[choice.field] = input.value.trim();
    return { columns: selects.map(({ value }) => value), constants: given };
  }

  function check(): readonly string[] {
    const { columns } = chosen();
    for (const { choice, body } of constants) body.hidden = columns.includes(choice.field);
    same.hidden = constants.every(({ body }) => body.hidden);
    const words = issueWords(issuesOf(chosen(), asked));
    fill(
      state,
      ...(words.length > 0 ? words : ['都对上了。']).map((text) => notice(words.length > 0 ? 'plain' : 'good', text)),
    );
    return words;
  }

  function submit(event: Event): void {
    event.preventDefault();
    const words = check();
    if (words.length === 0) {
      confirm(columnsSaid(chosen(), asked.headings));
      return;
    }
    fill(state, ...words.map((text) => notice('bad', text)));
    selects.find((each) => each.value === '')?.focus();
  }

  check();
  const where = asked.sheet === '' ? '' : `“${asked.sheet}”里`;
  const body = element(
    'section',
    { class: 'sheet' },
    element('h2', {}, '请看看每一列是什么'),
    element(
      'p',
      { class: 'sentence' },
      `《${view.filename}》${where}的列名和模板不一样。我们先猜了一遍,请核对、改正,确认一次就行:下次交同样的表,不再问。`,
    ),
    element(
      'form',
      { onsubmit: submit, class: 'columns' },
      state,
      table(asked, selects),
      same,
      element(
        'div',
        { class: 'buttons' },
        element('button', { type: 'submit', class: 'primary' }, '确认,开始读'),
        element('button', { type: 'button', class: 'quiet', onclick: withdraw }, '不交这份表了'),
      ),
    ),
  );
  return { title: '请看看每一列是什么', body };
}

const table = ({ headings, examples }: AskedColumns, selects: readonly HTMLSelectElement[]) =>
  dataTable(
    ['表里的列名', '表里填的(遮住了一部分)', '它是'],
    headings.map((heading, i) => [
      { content: element('label', { for: `column-${i}` }, nameOf(heading, i)), heads: true },
      { content: exampleOf(examples, i), className: 'value' },
      { content: selects[i] },
    ]),
  );

/** For what the sheet has no column for, because all its rows have it in common. */
function constant({ field, heading, hint }: ColumnChoice, oninput: () => void) {
  const id = `constant-${field}`;
  const input = element('input', { id, type: 'text', oninput, autocomplete: 'off', 'aria-describedby': `${id}-hint` });
  const label = element('label', { for: id }, `${heading},每一行都是`);
  const body = element(
    'div',
    { class: 'field' },
    label,
    element('p', { class: 'hint', id: `${id}-hint` }, hint),
    input,
  );
  return { input, body };
}

function select(heading: string, i: number, { guess, choices }: AskedColumns, onchange: () => void): HTMLSelectElement {
  const guessed = guess[i] ?? '';
  return element(
    'select',
    { id: `column-${i}`, onchange, disabled: heading.trim() === '' },
    element('option', { value: '', selected: guessed === '' }, '不用这一列'),
    ...choices.map(({ field, heading: name, required }) =>
      element('option', { value: field, selected: field === guessed }, `${name}${required ? '(必填)' : ''}`),
    ),
  );
}

const nameOf = (heading: string, i: number) => (heading.trim() === '' ? `第${i + 1}列(没有列名)` : heading);

const exampleOf = (examples: AskedColumns['examples'], i: number) =>
  examples
    .map((row) => row[i] ?? '')
    .filter((text) => text !== '')
    .slice(0, 2)
    .join('、');
