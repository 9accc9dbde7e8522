import type { Profile } from '../../domain/profile.ts';
import { columnsOf, type SheetType } from '../../domain/sheets/columns.ts';
import { rowTexts } from '../../domain/sheets/write-row.ts';
import { changeOf, type HouseholdChange, monthAfter, newHouseholds } from './changes.ts';
import { type Listed, listed, rowsOf } from './department-lists.ts';
import type { MakingUp } from './household.ts';
import { nationalCells, nationalHeadings } from './national-settlement.ts';
import { householdsOf, rosterData } from './roster.ts';

/** A file that a department would send, its rows made as they are asked for. */
export interface MadeUpSheet {
  readonly type: SheetType;
  /** Whose roster it is: all of it, or what changed. */
  readonly mode?: 'full' | 'changes';
  /** Chinese, without an ending. */
  readonly name: string;
  readonly headings: readonly string[];
  /** What each column is, as `Column.field` has it or the platform's own name. */
  readonly fields: readonly string[];
  rows(): Iterable<readonly string[]>;
}

/** A county and how many people of it are watched. */
export interface Part {
  readonly making: MakingUp;
  readonly people: number;
}

/** What each list is called by those who send it. */
const NAMES: Readonly<Record<Listed, string>> = {
  'medical-burden': '医保-医疗费用累计清单',
  'medical-expense': '医保-医疗费用结算',
  hospitalization: '卫健-住院',
  unemployment: '人社-失业登记',
  reemployment: '人社-失业结束',
  disability: '残联-残疾人证',
  'university-admission': '教育-高考录取',
  'benefit-granted': '民政-帮扶发放',
};

interface Templated {
  readonly type: SheetType;
  readonly mode?: 'full' | 'changes';
  readonly name: string;
  /** `data` of events, and `change` beside it where the mode asks for it. */
  data(): Iterable<unknown>;
}

/** Rows in the columns of the type's own template. */
export function templateSheet({ type, mode, name, data }: Templated, profile: Pick<Profile, 'roster'>): MadeUpSheet {
  const columns = columnsOf(type, profile).filter(({ field }) => mode === 'changes' || field !== 'change');
  return {
    type,
    ...(mode && { mode }),
    name,
    headings: columns.map(({ heading }) => heading),
    fields: columns.map(({ field }) => field),
    *rows() {
      for (const row of data()) yield rowTexts(columns, row, profile);
    },
  };
}

/**
 * All files of a month ('YYYY-MM'): the roster and the departments' lists of it, and of the month after the roster's difference,
 * its full list, deaths and moves. Settlements come with the national platform's field names, all others as the template has it.
 */
export function sheetsOf(parts: readonly Part[], month: string, profile: Pick<Profile, 'roster'>): MadeUpSheet[] {
  const next = monthAfter(month);
  const sheet = (order: Templated) => templateSheet(order, profile);
  const departments = listed.map((type): MadeUpSheet => {
    const data = () => listRows(parts, type, month);
    const name = `${NAMES[type]}-${month}`;
    if (type !== 'medical-expense') return sheet({ type, name, data });
    return {
      type,
      name,
      headings: nationalHeadings,
      fields: nationalHeadings,
      *rows() {
        for (const row of data()) yield nationalCells(row);
      },
    };
  });
  return [
    sheet({ type: 'roster', mode: 'full', name: `民政-名册全部-${month}`, data: () => rosterRows(parts) }),
    ...departments,
    sheet({ type: 'roster', mode: 'changes', name: `民政-名册变动-${next}`, data: () => changedRows(parts, next) }),
    sheet({ type: 'roster', mode: 'full', name: `民政-名册全部-${next}`, data: () => rosterAfter(parts, next) }),
    sheet({ type: 'death', name: `卫健-死亡-${next}`, data: () => deathRows(parts, next) }),
    sheet({ type: 'move', name: `民政-迁移-${next}`, data: () => moveRows(parts, next) }),
  ];
}

function* rosterRows(parts: readonly Part[]) {
  for (const { making, people } of parts)
    for (const household of householdsOf(making, people))
      for (const person of household.members) yield rosterData(household, person);
}

function* listRows(parts: readonly Part[], type: Listed, month: string) {
  for (const { making, people } of parts)
    for (const household of householdsOf(making, people)) yield* rowsOf(type, { making, household, month });
}

/** What a month brought to the households of the roster and, last, which were added. */
function* changesOf({ making, people }: Part, month: string): Generator<HouseholdChange> {
  let count = 0;
  for (const household of householdsOf(making, people)) {
    count += 1;
    const change = changeOf(making, household, month);
    if (change) yield change;
  }
  yield* newHouseholds(making, count, month);
}

function* changedRows(parts: readonly Part[], month: string) {
  for (const part of parts)
    for (const { people } of changesOf(part, month))
      for (const { change, household, person } of people) yield { change, ...rosterData(household, person) };
}

function* rosterAfter(parts: readonly Part[], month: string) {
  for (const { making, people } of parts) {
    let count = 0;
    for (const household of householdsOf(making, people)) {
      count += 1;
      for (const after of changeOf(making, household, month)?.after ?? [household])
        for (const person of after.members) yield rosterData(after, person);
    }
    for (const { after } of newHouseholds(making, count, month))
      for (const household of after) for (const person of household.members) yield rosterData(household, person);
  }
}

function* deathRows(parts: readonly Part[], month: string) {
  for (const part of parts)
    for (const { kind, on, people } of changesOf(part, month))
      for (const { change, person } of people)
        if (kind === 'death' && change === 'left') yield { person: named(person), diedOn: on };
}

function* moveRows(parts: readonly Part[], month: string) {
  for (const part of parts)
    for (const { kind, on, people } of changesOf(part, month))
      for (const { household, person } of people)
        if (kind === 'move') yield { person: named(person), on, residence: household.residence };
}

const named = ({ idNumber, name }: { idNumber: string; name: string }) => ({ idNumber, name });
