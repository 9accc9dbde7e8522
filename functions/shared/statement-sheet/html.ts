import type { Statement } from '../../../domain/statement.ts';
import type { StatementLine } from '../../../domain/statement-schema.ts';
import { escapeHtml } from '../escape-html.ts';
import { chinesePunctuation } from './chinese-punctuation.ts';
import { COLUMNS, PARTS } from './columns.ts';
import { STYLE } from './html-style.ts';

/**
 * The statement as a page for an old phone: large type, no script, nothing from elsewhere. A narrow screen shows each aid as
 * a card with its labels, a wide one and paper a table; a screen reader finds a table in both, hence the explicit roles,
 * which `display: block` would else take away. All that departments wrote is escaped.
 */
export function statementHtml(statement: Statement): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>${escaped(statement.name)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${heading(statement)}
${aid(statement)}
${adjustments(statement)}${reimbursements(statement)}${notes(statement)}
</main>
</body>
</html>
`;
}

function heading({ name, head, place, period, opening }: Statement): string {
  const household = `<strong>${escaped(head)}家</strong> · ${escaped(period.label)}`;
  return `<header>
<h1>${escaped(name)}</h1>
<p class="household">${household}<br><span class="place">${escaped(place)}</span></p>
</header>
<p>${escaped(opening)}</p>`;
}

function aid({ lines, none, total }: Statement): string {
  return [
    lines.length > 0 ? table('这段时间的帮扶', lines) : '',
    none === undefined ? '' : `<p class="box">${escaped(none)}</p>`,
    total === undefined ? '' : `<p class="box total">${escaped(total)}</p>`,
  ].join('\n');
}

function adjustments({ adjustments, adjustmentsNote = '' }: Statement): string {
  if (adjustments.length === 0) return '';
  const items = adjustments.map(({ text }) => `<li>${escaped(text)}</li>`).join('\n');
  return part(PARTS.adjustments, `<ul>\n${items}\n</ul>\n<p>${escaped(adjustmentsNote)}</p>`);
}

function reimbursements({ reimbursements }: Statement): string {
  if (reimbursements === undefined) return '';
  const { note, lines, total } = reimbursements;
  const rows = lines.length > 0 ? `${table(PARTS.reimbursements, lines)}\n` : '';
  return part(PARTS.reimbursements, `<p>${escaped(note)}</p>\n${rows}<p><strong>${escaped(total)}</strong></p>`);
}

function notes({ askWhom, reminder }: Statement): string {
  const ask = part(PARTS.askWhom, `<p>${withPhones(escaped(askWhom))}</p>`);
  return ask + part(PARTS.reminder, `<p>${withPhones(escaped(reminder))}</p>`, 'reminder');
}

function part(title: string, content: string, name = 'part'): string {
  return `<section class="${name}">\n<h2>${title}</h2>\n${content}\n</section>\n`;
}

function table(caption: string, lines: readonly StatementLine[]): string {
  const head = COLUMNS.map(({ heading }) => `<th role="columnheader" scope="col">${heading}</th>`).join('');
  return `<table role="table">
<caption class="read-aloud">${caption}</caption>
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">
${lines.map(row).join('\n')}
</tbody>
</table>`;
}

function row(line: StatementLine): string {
  const cells = COLUMNS.map(({ key, short, text }) => {
    const label = `<span class="label" aria-hidden="true">${short}</span>`;
    return `<td role="cell" class="${key}">${label}<span>${escaped(text(line))}</span></td>`;
  });
  return `<tr role="row" class="${line.status}">${cells.join('')}</tr>`;
}

/** Numbers to ring are links, so that a tap rings them; a browser's own guess would take amounts for numbers. */
function withPhones(html: string): string {
  return html.replace(/0\d{2,3}-\d{7,8}|\b(?:12345|96110|110)\b/g, (number) => {
    return `<a href="tel:${number.replace('-', '')}">${number}</a>`;
  });
}

const escaped = (text: string): string => escapeHtml(chinesePunctuation(text));
