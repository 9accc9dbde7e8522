import { parseIdentityNumber } from '../../domain/identity-number.ts';
import type { MadeUpSheet } from './month-sheets.ts';
import type { Random } from './random.ts';

/** What should become of a row. */
export type Expected = 'accepted' | 'duplicate' | 'rejected';

interface Damage {
  readonly expected: Expected;
  /** Names of columns it may befall, as `MadeUpSheet.fields` has them. */
  readonly fields: readonly string[];
  /** The cell afterwards; undefined where it cannot befall this value. */
  readonly to: (value: string, random: Random) => string | undefined;
}

const NUMBERS = ['person.idNumber', 'certno'];
const AMOUNTS = ['totalAmount', 'amount', 'income.amount', 'medfee_sumamt'];
/** Days that cannot lie ahead. */
const DAYS = [
  'asOf',
  'setl_time',
  'registeredOn',
  'endedOn',
  'certifiedOn',
  'grantedOn',
  'diedOn',
  'on',
  'household.since',
];

/** What Excel, and people, do to cells, and what a hub that looks closely makes of it. */
export const damages = {
  'scientific notation': {
    expected: 'rejected',
    fields: NUMBERS,
    to: (number) => `${number[0]}.${number.slice(1, 6)}E+17`,
  },
  'only fifteen digits kept': {
    expected: 'rejected',
    fields: NUMBERS,
    // By chance one of eleven is the valid number of somebody else, and nobody can tell.
    to: (number) => {
      const left = `${number.slice(0, 15)}000`;
      return parseIdentityNumber(left, '9999-12-31').ok ? undefined : left;
    },
  },
  'a wrong digit': {
    expected: 'rejected',
    fields: NUMBERS,
    to: (number) => number.slice(0, 17) + (number.endsWith('1') ? '2' : '1'),
  },
  'no number': { expected: 'rejected', fields: NUMBERS, to: () => '' },
  'a digit too few': { expected: 'rejected', fields: NUMBERS, to: (number) => number.slice(0, 17) },
  'landline without its zero': { expected: 'rejected', fields: ['person.phone'], to: () => '9325550177' },
  'a day as a serial number': {
    expected: 'rejected',
    fields: DAYS,
    to: (_, random) => String(random.whole(45_000, 46_300)),
  },
  'a day that is none': { expected: 'rejected', fields: DAYS, to: () => '2026-02-30' },
  'a day to come': { expected: 'rejected', fields: DAYS, to: () => '2099-12-31' },
  'a name instead of a code': {
    expected: 'rejected',
    fields: ['person.residenceDivision', 'residence'],
    to: () => '文峰镇',
  },
  'a third decimal': {
    expected: 'rejected',
    fields: AMOUNTS,
    to: (amount) => (amount === '' ? undefined : `${amount}5`),
  },
  'a formula': { expected: 'rejected', fields: ['person.name', 'psn_name'], to: () => '=B2' },
  'an apostrophe': { expected: 'accepted', fields: NUMBERS, to: (number) => `'${number}` },
  'blanks and a tab': { expected: 'accepted', fields: NUMBERS, to: (number) => ` ${number}\t` },
  'a small x, or wide digits': {
    expected: 'accepted',
    fields: NUMBERS,
    to: (number) =>
      number.endsWith('X')
        ? `${number.slice(0, 17)}x`
        : number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  },
  'the old fifteen digits': {
    expected: 'accepted',
    fields: NUMBERS,
    to: (number) => (number.slice(6, 8) === '19' ? number.slice(0, 6) + number.slice(8, 17) : undefined),
  },
  'a binary tail': {
    expected: 'accepted',
    fields: AMOUNTS,
    to: (amount) => (/^\d{4,5}\.\d\d$/.test(amount) ? `${amount}0000000001` : undefined),
  },
  'a day written otherwise': {
    expected: 'accepted',
    fields: DAYS,
    to: (day) => (/^\d{4}-\d\d-\d\d$/.test(day) ? day.replaceAll('-', '/') : undefined),
  },
} as const satisfies Readonly<Record<string, Damage>>;

/** A row that stands in the sheet a second time, as it is or with another name. */
export const repeats = { 'the same row again': 'duplicate', 'the same with another name': 'rejected' } as const;

export type DamageKind = keyof typeof damages | keyof typeof repeats;

const KINDS = Object.entries<Damage>(damages);
const NAMES = ['person.name', 'psn_name'];

/** A sheet's row after something happened to it, with what should become of each line it left. */
export interface DamagedRow {
  readonly cells: readonly string[];
  readonly kind?: DamageKind;
  readonly expected: Expected;
}

/** One row made two, or one cell of it spoilt; undefined where what was drawn cannot befall this row. */
export function damagedRow(
  { fields }: Pick<MadeUpSheet, 'fields'>,
  cells: readonly string[],
  random: Random,
): DamagedRow[] | undefined {
  if (random.percent(15)) return repeated(fields, cells, random);
  const [kind, { expected, fields: befalls, to }] = random.pick(KINDS);
  const column = fields.findIndex((field) => befalls.includes(field));
  const value = cells[column];
  const after = value === undefined ? undefined : to(value, random);
  if (after === undefined || !isKind(kind)) return undefined;
  return [{ cells: cells.with(column, after), kind, expected }];
}

function repeated(fields: readonly string[], cells: readonly string[], random: Random): DamagedRow[] {
  const kind = random.pick(['the same row again', 'the same with another name'] as const);
  const name = fields.findIndex((field) => NAMES.includes(field));
  const again = kind === 'the same row again' ? cells : cells.with(name, `${cells[name]}二`);
  return [
    { cells, expected: 'accepted' },
    { cells: again, kind, expected: repeats[kind] },
  ];
}

const isKind = (text: string): text is keyof typeof damages => text in damages;
