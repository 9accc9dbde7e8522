import type * as z from 'zod';
import { mappingsId, withConfirmed } from '../../domain/confirmed-mapping.ts';
import type { SchemaIssue } from '../../domain/schema-issues.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { type Column, columnsOf } from '../../domain/sheets/columns.ts';
import { headingKey, meansNothing } from '../../domain/sheets/heading-key.ts';
import type { Mapping } from '../../domain/sheets/mapping.ts';
import { missingAmong } from '../../domain/sheets/missing-columns.ts';
import type { Upload } from '../../domain/upload.ts';
import { HttpProblem } from '../shared/problem.ts';
import type { UploadsPorts } from './ports.ts';
import type { columnsBody } from './requests.ts';

type Said = z.output<typeof columnsBody>;
type MappingPorts = Pick<UploadsPorts, 'province' | 'clock' | 'mappings'>;
type Asked = NonNullable<Upload['columns']>;

/**
 * What somebody says of a sheet's columns, over what was guessed of those they do not mention. Throws 422 where a heading or
 * field is none, two columns go to one field, or a column is missing without which no row can be taken.
 */
export function confirmedMapping(ports: MappingPorts, upload: Upload, said: Said): Mapping {
  const name = `${dayOf(ports.clock.now())}确认的`;
  const given = new Map(Object.entries(said.columns).map(([heading, field]) => [headingKey(heading), field ?? '']));
  const constants = said.constants ?? {};
  // Confirmed before, or never asked: what was said is held against what it is read by.
  if (!upload.columns) return mapping(name, given, constants);
  const columns = asked(upload.columns, given);
  refuseWrong(ports, upload, upload.columns, { given, columns, constants });
  return mapping(name, columns, constants);
}

const mapping = (name: string, columns: ReadonlyMap<string, string>, constants: Readonly<Record<string, string>>) => ({
  name,
  columns: Object.fromEntries(columns),
  ...(Object.keys(constants).length > 0 && { constants }),
});

/** Every heading of the sheet with its field. A guess gives way where its field was given to another heading. */
function asked({ headings, guess }: Asked, given: ReadonlyMap<string, string>): Map<string, string> {
  const taken = new Set(given.values());
  const keys = [...new Set(headings.map(headingKey))].filter((key) => !meansNothing(key));
  return new Map(
    keys.map((key) => {
      const guessed = guess.columns[key] ?? '';
      return [key, given.get(key) ?? (taken.has(guessed) ? '' : guessed)];
    }),
  );
}

interface Confirmed {
  given: ReadonlyMap<string, string>;
  columns: ReadonlyMap<string, string>;
  constants: Readonly<Record<string, string>>;
}

function refuseWrong(ports: MappingPorts, upload: Upload, sheet: Asked, confirmed: Confirmed): void {
  const errors = [
    ...strangers(ports, upload, sheet, confirmed),
    ...settledOtherwise(upload, confirmed),
    ...doubled(ports, upload, sheet, confirmed),
    ...missing(ports, upload, confirmed),
  ];
  if (errors.length > 0) throw new HttpProblem(422, { detail: '有的列还没有指对,请看每一条的说明', errors });
}

const issue = (path: string, code: string, message: string): SchemaIssue => ({ path, code, message });

/** Headings that the sheet does not have, fields that the type does not have. */
function strangers({ province }: MappingPorts, { type }: Upload, sheet: Asked, confirmed: Confirmed): SchemaIssue[] {
  const keys = new Set(sheet.headings.map(headingKey));
  const listed = columnsOf(type, province.profile).map(({ field }) => field);
  const fields = new Set([...listed, ...Object.values(sheet.guess.columns), '']);
  return [
    ...[...confirmed.given].flatMap(([key, field]) => [
      ...(keys.has(key) ? [] : [issue(`columns.${key}`, 'no-heading', `表里没有“${key}”这个表头`)]),
      ...(fields.has(field) ? [] : [issue(`columns.${key}`, 'no-field', `没有“${field}”这个栏目`)]),
    ]),
    ...Object.keys(confirmed.constants)
      .filter((field) => !listed.includes(field))
      .map((field) => issue(`constants.${field}`, 'no-field', `没有“${field}”这个栏目`)),
  ];
}

/** One file has one mapping: a heading cannot mean one thing on the first sheet and another on the second. */
const settledOtherwise = ({ mapping: before }: Upload, { given }: Confirmed): SchemaIssue[] =>
  [...given].flatMap(([key, field]) =>
    before === undefined || (before.columns[key] ?? field) === field
      ? []
      : [issue(`columns.${key}`, 'settled', `“${key}”在前面的工作表里已经是别的意思,请把这两张表分成两个文件上传`)],
  );

function doubled({ province }: MappingPorts, { type }: Upload, sheet: Asked, { columns }: Confirmed): SchemaIssue[] {
  const headings = new Map(columnsOf(type, province.profile).map(({ field, heading }) => [field, heading]));
  const standing = sheet.headings.map(headingKey).filter((key) => (columns.get(key) ?? '') !== '');
  const byField = Map.groupBy(standing, (key) => columns.get(key) ?? '');
  return [...byField].flatMap(([field, keys]) => {
    const [key = '', other] = keys;
    if (other === undefined) return [];
    const called = headings.get(field) ?? field;
    return key === other
      ? [
          issue(
            `columns.${key}`,
            'doubled',
            `表里有两列都叫“${key}”,分不清哪一列是${called},请改成不同的表头后重新上传`,
          ),
        ]
      : [issue(`columns.${other}`, 'doubled', `“${key}”和“${other}”都指到了${called},请只留一列,另一列写 null`)];
  });
}

function missing({ province }: MappingPorts, { type }: Upload, { columns, constants }: Confirmed): SchemaIssue[] {
  const fields = new Set([...columns.values(), ...Object.keys(constants)]);
  return missingAmong(type, columnsOf(type, province.profile), fields).map(({ field, heading }) =>
    issue('columns', 'missing', `还缺“${heading}”(${field}):请指明是哪一列;表里没有、每行都一样的,写在 constants 里`),
  );
}

/** What is the same next month. A day or an amount that was said once for all rows is asked for again. */
const LASTING: ReadonlySet<Column['kind']> = new Set(['word', 'yes', 'division']);

/** Kept for the next file with these headings. Of two at once the second is lost, and asked for once more. */
export async function keepMapping(
  { mappings, province, clock }: MappingPorts,
  upload: Upload,
  { name, columns, constants = {} }: Mapping,
): Promise<void> {
  const lasting = columnsOf(upload.type, province.profile).flatMap(({ field, kind }) => {
    const value = constants[field];
    return value !== undefined && LASTING.has(kind) ? [[field, value] as const] : [];
  });
  const confirmed = mapping(name, new Map(Object.entries(columns)), Object.fromEntries(lasting));
  const kept = withConfirmed(await mappings.get(mappingsId(upload)), upload, confirmed, clock.now());
  if (kept) await mappings.put(kept);
}
