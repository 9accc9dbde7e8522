import { type Child, element } from './element.ts';

export interface Cell {
  content: Child;
  className?: string;
  /** Names its row. */
  heads?: boolean;
}

/**
 * A table; on a narrow screen each row is a card of its own, where every cell says its heading. The roles stand there because
 * a browser forgets that it is a table once it is laid out otherwise.
 */
export function dataTable(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  className = '',
): HTMLElement {
  const head = headings.map((text) => element('th', { scope: 'col', role: 'columnheader' }, text));
  return element(
    'table',
    { role: 'table', class: className },
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...head)),
    element(
      'tbody',
      { role: 'rowgroup' },
      ...rows.map((cells) =>
        element('tr', { role: 'row' }, ...cells.map((cell, i) => cellOf(cell, headings[i] ?? ''))),
      ),
    ),
  );
}

function cellOf({ content, className, heads }: Cell, heading: string): HTMLElement {
  const inner = element('span', { class: 'content' }, content);
  const attributes = { class: className, 'data-label': heading };
  return heads
    ? element('th', { ...attributes, scope: 'row', role: 'rowheader' }, inner)
    : element('td', { ...attributes, role: 'cell' }, inner);
}
