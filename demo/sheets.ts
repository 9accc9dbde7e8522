import type { Department } from './cloud-event.ts';
import { tongwei } from './county.ts';
import { FIRST_DAY, instant } from './days.ts';
import { rowsOf } from './made-up/department-lists.ts';
import type { MadeUpHousehold } from './made-up/household.ts';
import { type MadeUpSheet, templateSheet } from './made-up/month-sheets.ts';
import { rosterData } from './made-up/roster.ts';
import type { Format } from './made-up/write-sheets.ts';
import type { Rules } from './month-parts.ts';

/** A spreadsheet that an office sends in the month instead of posting events. */
export interface SheetPosting {
  /** Epoch ms, by the clock that the demo drives. */
  readonly at: number;
  readonly department: Department;
  readonly sheet: MadeUpSheet;
  readonly format: Format;
  /** Of its rows, those that were spoilt on the way. */
  readonly damaged: number;
}

/** Of so many households the insurance's list holds those that were ill. */
const LISTED = 60;

/** Civil affairs and the medical insurance have no programmers: the roster and the year's list of expenses come as files. */
export function sheetPostings(
  households: readonly MadeUpHousehold[],
  everyday: readonly MadeUpHousehold[],
  rules: Rules,
): SheetPosting[] {
  const making = tongwei();
  const roster = templateSheet(
    {
      type: 'roster',
      mode: 'full',
      name: '民政-名册全部-2026-12',
      *data() {
        for (const household of households) for (const person of household.members) yield rosterData(household, person);
      },
    },
    rules,
  );
  const burdens = templateSheet(
    {
      type: 'medical-burden',
      name: '医保-医疗费用累计清单-2026-11',
      *data() {
        for (const household of everyday.slice(0, LISTED))
          yield* rowsOf('medical-burden', { making, household, month: '2026-11' });
      },
    },
    rules,
  );
  return [
    { at: instant(FIRST_DAY, '09:00'), department: 'civil-affairs', sheet: roster, format: 'csv', damaged: 0 },
    {
      at: instant('2026-12-04', '15:00'),
      department: 'medical-insurance',
      sheet: burdens,
      format: 'xlsx',
      damaged: 0.25,
    },
  ];
}
