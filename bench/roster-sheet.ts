import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Profile } from '../domain/profile.ts';
import { columnsOf } from '../domain/sheets/columns.ts';
import { csvOf } from '../functions/shared/sheets/write-csv.ts';
import { xlsxOf } from '../functions/shared/sheets/write-xlsx.ts';
import { HOUSEHOLD_SIZE, personAt } from './county.ts';

/** As many have numbers of their own; then they come again in other households, which is all the same to a reader. */
const PEOPLE = 30_000;
const RELATIONS = ['户主', '配偶', '子女'];

/** A full roster of so many people on the template's own headings, every row of it in order. The same for the same size. */
export async function writeRoster(
  file: string,
  { rows, format, profile }: { rows: number; format: 'csv' | 'xlsx'; profile: Pick<Profile, 'roster'> },
): Promise<void> {
  const sheet = rosterRows(rows, profile);
  const bytes = format === 'csv' ? csvOf(sheet) : xlsxOf([{ name: '名单', rows: sheet, headings: 1 }]);
  await pipeline(bytes, createWriteStream(file));
}

function* rosterRows(rows: number, profile: Pick<Profile, 'roster'>): Generator<readonly string[]> {
  const columns = columnsOf('roster', profile);
  const category = profile.roster.categories[0]?.name ?? '';
  yield columns.map(({ heading }) => heading);
  const people = Array.from({ length: Math.min(rows, PEOPLE) }, (_, nth) => personAt(nth));
  for (let nth = 0; nth < rows; nth++) {
    const { idNumber = '', name = '', phone = '', township = '' } = people[nth % PEOPLE] ?? {};
    const cells: Readonly<Record<string, string>> = {
      'person.name': name,
      'person.idNumber': idNumber,
      'person.phone': phone,
      'person.registeredDivision': township,
      'person.residenceDivision': township,
      categories: category,
      'categories.from': '2026-01-01',
      'household.id': `HJ-${Math.floor(nth / HOUSEHOLD_SIZE)}`,
      'household.relation': RELATIONS[nth % HOUSEHOLD_SIZE] ?? '其他',
      'household.since': '2020-01-01',
    };
    yield columns.map(({ field }) => cells[field] ?? '');
  }
}
