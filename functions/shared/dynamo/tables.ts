/** What a table is, as plain data: the stack makes it from this, tests make it in an emulator, stores know its keys by it. */
export interface TableDefinition {
  /** Environment variable that holds the table's deployed name. */
  readonly variable: string;
  /** Names of the key attributes, both text. */
  readonly partition: string;
  readonly sort?: string;
  readonly stream?: 'NEW_IMAGE' | 'NEW_AND_OLD_IMAGES';
  /** Attribute with the epoch second after which a row may go. */
  readonly ttl?: string;
  readonly indexes?: readonly IndexDefinition[];
}

export interface IndexDefinition {
  readonly name: string;
  readonly partition: string;
  readonly sort: string;
  /** Attributes projected beside the keys; undefined: the keys only. */
  readonly include?: readonly string[];
}

export const tableNames = [
  'Ledger',
  'People',
  'Signals',
  'Warnings',
  'Notices',
  'Requests',
  'Access',
  'Counters',
  'Work',
  'Newest',
  'Statements',
  'AccessLog',
] as const;
export type TableName = (typeof tableNames)[number];

const keyed = { partition: 'p', sort: 's' } as const;
const expiring = { ...keyed, ttl: 'ttl' } as const;

export const tables: Readonly<Record<TableName, TableDefinition>> = {
  Ledger: { variable: 'LEDGER_TABLE', partition: 'k', ttl: 'ttl', stream: 'NEW_IMAGE' },
  People: {
    ...keyed,
    variable: 'PEOPLE_TABLE',
    // Whom a roster names, by the township that works for them: rows without `rt` are not in it.
    indexes: [{ name: 'roster', partition: 'rt', sort: 'p' }],
  },
  Signals: {
    ...expiring,
    variable: 'SIGNALS_TABLE',
    // Benefits only, by township and then month, so that a period is one query: rows without `bt` are not in it.
    indexes: [{ name: 'benefits', partition: 'bt', sort: 'bm' }],
  },
  Warnings: {
    ...keyed,
    variable: 'WARNINGS_TABLE',
    stream: 'NEW_AND_OLD_IMAGES',
    // Open ones only, by county, and in it by township in the order they fall due.
    indexes: [{ name: 'open', partition: 'ot', sort: 'od', include: ['lv', 'st', 'ra', 'na', 'pv'] }],
  },
  Notices: { ...expiring, variable: 'NOTICES_TABLE', stream: 'NEW_IMAGE' },
  Requests: { ...expiring, variable: 'REQUESTS_TABLE' },
  Access: { ...keyed, variable: 'ACCESS_TABLE' },
  Counters: { ...keyed, variable: 'COUNTERS_TABLE' },
  Work: {
    ...expiring,
    variable: 'WORK_TABLE',
    indexes: [
      // Open ones only: by county, and in it by township in the order they fall due; and by the department that owes them.
      { name: 'area', partition: 'wa', sort: 'wl', include: ['v', 'x'] },
      { name: 'desk', partition: 'wk', sort: 'wd', include: ['v', 'x'] },
      { name: 'subject', partition: 'ws', sort: 'wi', include: ['v', 'x'] },
    ],
  },
  // Which row of which uploaded file was the newest for each business key; those of dry runs expire.
  Newest: { ...expiring, variable: 'NEWEST_TABLE' },
  Statements: { ...expiring, variable: 'STATEMENTS_TABLE' },
  AccessLog: { ...expiring, variable: 'ACCESS_LOG_TABLE' },
};
