import type { Profile } from '../../domain/profile.ts';
import { templateRows, templateSheets } from '../../domain/sheets/template-rows.ts';
import type { Upload } from '../../domain/upload.ts';
import { csvOf } from '../shared/sheets/write-csv.ts';
import { xlsxOf } from '../shared/sheets/write-xlsx.ts';

type Rules = Pick<Profile, 'roster'>;
type Type = Upload['type'];

/** In characters: column, need, hint, words, example. What stands above the table runs on over all of them. */
const EXPLANATION_WIDTHS = [24, 24, 60, 40, 26];

/** The sheet to fill in, an example of it, and what goes into each column. */
function workbook(type: Type, profile: Rules): AsyncIterable<Uint8Array> {
  const { title, headings, required, widths, choices, examples, explanation } = templateRows(type, profile);
  const shape = { headings: 1, required, widths };
  return xlsxOf([
    { name: title, rows: [headings], ...shape, choices },
    { name: templateSheets.examples, rows: [headings, ...examples], ...shape },
    { name: templateSheets.explanation, rows: explanation, headings: 1, widths: EXPLANATION_WIDTHS },
  ]);
}

/** Headings only: an example below them would be read as a row. */
const headingsOnly = (type: Type, profile: Rules): AsyncIterable<Uint8Array> =>
  csvOf([templateRows(type, profile).headings]);

const written = { xlsx: workbook, csv: headingsOnly } as const;
export type TemplateFormat = keyof typeof written;

/** A template as a file, the same bytes each time. Some ten KiB: it is held whole. */
export async function templateFile(type: Type, format: TemplateFormat, profile: Rules): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of written[format](type, profile)) pieces.push(piece);
  return Buffer.concat(pieces);
}
