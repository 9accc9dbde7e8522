import type { TableName } from '../functions/shared/dynamo/tables.ts';

export type TableAccess = 'read' | 'write' | 'readwrite';

/** What the files of departments are kept under: as they were sent, what was rejected of them, and the sheet to be mended. */
export type FileFolder = 'incoming' | 'rejected' | 'corrected';
export type FileAccess = 'read' | 'write' | 'remove';

/** What one function needs and may do: its tables, its keys, its size. Queues and topics are bound in hub-ways.ts. */
export interface FunctionSpec {
  /** One line for whoever meets the function in the console. */
  readonly purpose: string;
  readonly tables: Partial<Record<TableName, TableAccess>>;
  /** Uses the bucket of files, and what it may do in which folder of it. */
  readonly files?: Partial<Record<FileFolder, readonly FileAccess[]>>;
  /** Tells where the bucket's objects are sent to and fetched from, and may do nothing with them. */
  readonly namesFiles?: boolean;
  /** Puts uploads in line to be read. */
  readonly startsImports?: boolean;
  /** Seals and opens personal documents: the data key, and the wrapped keys' rows in Access. */
  readonly seals: boolean;
  /** Archives the rules it judges by, so that an old warning can be explained by the version that judged it. */
  readonly archives?: boolean;
  /** Writes down what staff change of offices. */
  readonly keepsOffices?: boolean;
  /** Makes notices: whoever makes one decides at once whether it is a text message or a call. */
  readonly notifies?: boolean;
  /** Sends text messages: by which providers, and where their credentials lie. */
  readonly sends?: boolean;
  /** Calls the systems of departments, and disables an address that wants no more. */
  readonly callsOut?: boolean;
  /** Verifies staff tokens: their issuer, audience and key set. */
  readonly staff?: boolean;
  /** Tells which stage it is. */
  readonly namesStage?: boolean;
  readonly memoryMb: number;
  /** Of its temporary folder; 512 where nothing is said. */
  readonly temporaryMb?: number;
  readonly timeoutSeconds: number;
}

/** HTTP API gives up after 30 seconds; a function behind it must answer before that. */
const HTTP_SECONDS = 28;

export const functionNames = [
  'receive-events',
  'trace-event',
  'uploads',
  'import-file',
  'upload-page',
  'assess',
  'publish-warnings',
  'dispatch-notices',
  'send-sms',
  'record-receipt',
  'match-receipts',
  'sweep',
  'urge-tasks',
  'call-webhooks',
  'referrals',
  'issue-statements',
  'plan-visits',
  'reconcile',
  'offices',
  'hotline',
  'api',
  'outreach',
  'show-statement',
  'statement-page',
] as const;
export type FunctionName = (typeof functionNames)[number];

export const functionSpecs: Readonly<Record<FunctionName, FunctionSpec>> = {
  'receive-events': {
    purpose: 'POST /v1/events: verifies, stores and answers',
    tables: { Access: 'read', Requests: 'readwrite', Ledger: 'readwrite', Counters: 'write' },
    seals: true,
    memoryMb: 1769,
    timeoutSeconds: HTTP_SECONDS,
  },
  'trace-event': {
    purpose: 'GET /v1/events: the fate of one event, for its own department',
    tables: {
      Access: 'read',
      Requests: 'readwrite',
      Ledger: 'read',
      People: 'read',
      Signals: 'read',
      Warnings: 'read',
      Notices: 'read',
    },
    seals: true,
    memoryMb: 512,
    timeoutSeconds: HTTP_SECONDS,
  },
  uploads: {
    purpose: '/v1/uploads: takes the files of departments, tells what became of each row; templates to fill in',
    tables: { Access: 'read', AccessLog: 'write', Counters: 'read', Requests: 'readwrite', Work: 'readwrite' },
    files: { incoming: ['write', 'remove'], rejected: ['remove'], corrected: ['read', 'remove'] },
    startsImports: true,
    seals: true,
    staff: true,
    memoryMb: 512,
    timeoutSeconds: HTTP_SECONDS,
  },
  'import-file': {
    purpose: 'imports queue and every 5 minutes: reads uploaded files row by row',
    tables: { Access: 'read', Requests: 'readwrite', Ledger: 'readwrite', Newest: 'readwrite', Work: 'readwrite' },
    files: { incoming: ['read', 'remove'], rejected: ['read', 'write', 'remove'], corrected: ['write', 'remove'] },
    startsImports: true,
    seals: true,
    memoryMb: 1769,
    temporaryMb: 4096,
    timeoutSeconds: 600,
  },
  'upload-page': {
    purpose: '/upload: the page on which a department sends a file and reads what became of it',
    tables: {},
    namesFiles: true,
    seals: false,
    memoryMb: 256,
    timeoutSeconds: HTTP_SECONDS,
  },
  assess: {
    purpose: 'Ledger stream: records signals, re-scores subjects, raises warnings',
    tables: {
      Access: 'read',
      Ledger: 'readwrite',
      People: 'readwrite',
      Signals: 'readwrite',
      Warnings: 'readwrite',
      Notices: 'write',
      Counters: 'write',
    },
    seals: true,
    notifies: true,
    memoryMb: 1769,
    timeoutSeconds: 120,
  },
  'publish-warnings': {
    purpose: 'Warnings stream: tells other systems that a warning changed',
    tables: {},
    seals: false,
    memoryMb: 256,
    timeoutSeconds: 30,
  },
  'dispatch-notices': {
    purpose: 'Notices stream: sends each new notice on its way',
    tables: { Access: 'read', Notices: 'readwrite', People: 'read', Work: 'readwrite' },
    seals: true,
    memoryMb: 512,
    timeoutSeconds: 60,
  },
  'send-sms': {
    purpose: 'SMS queue: claims a notice, calls the provider once',
    tables: {
      Access: 'read',
      Notices: 'readwrite',
      Work: 'readwrite',
      People: 'read',
      Warnings: 'read',
      Counters: 'write',
    },
    seals: true,
    sends: true,
    memoryMb: 512,
    timeoutSeconds: 60,
  },
  'record-receipt': {
    purpose: 'POST /v1/receipts and /v1/replies: what SMS providers push',
    tables: { Access: 'read', Notices: 'readwrite', People: 'read', Work: 'readwrite' },
    seals: true,
    notifies: true,
    memoryMb: 512,
    timeoutSeconds: HTTP_SECONDS,
  },
  'match-receipts': {
    purpose: 'receipts queue: settles the notice that each receipt speaks of',
    tables: { Access: 'read', Notices: 'readwrite', People: 'read', Work: 'readwrite', Counters: 'write' },
    seals: true,
    memoryMb: 512,
    timeoutSeconds: 20,
  },
  sweep: {
    purpose: 'every 10 minutes: deadlines, urging, held notices, re-scoring, digests',
    tables: {
      Access: 'read',
      Warnings: 'readwrite',
      Signals: 'read',
      People: 'read',
      Notices: 'readwrite',
      Counters: 'write',
      Work: 'readwrite',
    },
    seals: true,
    archives: true,
    notifies: true,
    memoryMb: 1769,
    timeoutSeconds: 540,
  },
  'urge-tasks': {
    purpose: 'every 30 minutes: reminds of referrals, orders, visits and reports before their day, urges what is late',
    tables: {
      Access: 'read',
      Counters: 'read',
      Notices: 'readwrite',
      Work: 'readwrite',
      People: 'read',
      Signals: 'read',
      Warnings: 'read',
    },
    seals: true,
    notifies: true,
    memoryMb: 1024,
    timeoutSeconds: 540,
  },
  'call-webhooks': {
    purpose: 'every minute: tells the systems of departments what there is to fetch',
    tables: { Access: 'read', Notices: 'readwrite', Work: 'readwrite' },
    seals: true,
    notifies: true,
    callsOut: true,
    memoryMb: 512,
    timeoutSeconds: 300,
  },
  referrals: {
    purpose: 'referrals and periodic lists: for staff, and for the systems of departments',
    tables: {
      Access: 'read',
      AccessLog: 'write',
      Requests: 'readwrite',
      Work: 'readwrite',
      People: 'read',
      Signals: 'read',
      Notices: 'readwrite',
    },
    seals: true,
    staff: true,
    notifies: true,
    memoryMb: 1769,
    timeoutSeconds: HTTP_SECONDS,
  },
  'issue-statements': {
    purpose: 'every 5 minutes: begins the statements of a period that ended, and goes on with what is not through',
    tables: {
      Access: 'read',
      Signals: 'read',
      People: 'read',
      Statements: 'readwrite',
      Notices: 'readwrite',
      Work: 'readwrite',
    },
    seals: true,
    notifies: true,
    memoryMb: 1769,
    timeoutSeconds: 900,
  },
  'plan-visits': {
    purpose: 'daily: plans the regular visits that the rules ask for, one a household and period',
    tables: { Access: 'read', People: 'read', Signals: 'read', Warnings: 'read', Work: 'readwrite' },
    seals: true,
    memoryMb: 1769,
    timeoutSeconds: 900,
  },
  reconcile: {
    purpose:
      'every 10 minutes: begins the nightly reconciling, by department and day, and goes on with what is not through',
    tables: {
      Access: 'read',
      Requests: 'read',
      Ledger: 'readwrite',
      Signals: 'readwrite',
      People: 'readwrite',
      Warnings: 'readwrite',
      Notices: 'readwrite',
      Work: 'readwrite',
      Counters: 'write',
    },
    seals: true,
    notifies: true,
    memoryMb: 1769,
    timeoutSeconds: 900,
  },
  offices: {
    purpose: '/v1/offices: who serves which division, changed by admins and counties',
    tables: { Access: 'read', AccessLog: 'write' },
    seals: true,
    keepsOffices: true,
    staff: true,
    memoryMb: 512,
    timeoutSeconds: HTTP_SECONDS,
  },
  hotline: {
    purpose: '/v1/calls: work orders of the hotline, and the self-report that a call about hardship is',
    tables: {
      Access: 'read',
      Ledger: 'readwrite',
      People: 'read',
      Signals: 'read',
      Warnings: 'read',
      Notices: 'readwrite',
      Work: 'readwrite',
      AccessLog: 'readwrite',
    },
    seals: true,
    staff: true,
    notifies: true,
    memoryMb: 1024,
    timeoutSeconds: HTTP_SECONDS,
  },
  api: {
    purpose: 'staff front ends: worklist, warnings, households, call-backs',
    tables: {
      Access: 'read',
      Warnings: 'readwrite',
      People: 'readwrite',
      Ledger: 'readwrite',
      Signals: 'read',
      Notices: 'readwrite',
      Work: 'readwrite',
      Statements: 'read',
      AccessLog: 'readwrite',
      Counters: 'readwrite',
    },
    seals: true,
    staff: true,
    notifies: true,
    namesStage: true,
    memoryMb: 1024,
    timeoutSeconds: HTTP_SECONDS,
  },
  outreach: {
    purpose: 'planned visits, and help that is not money: offers and needs, for staff',
    tables: {
      Access: 'read',
      Ledger: 'readwrite',
      People: 'read',
      Signals: 'read',
      Warnings: 'read',
      Work: 'readwrite',
      AccessLog: 'write',
    },
    seals: true,
    staff: true,
    memoryMb: 1024,
    timeoutSeconds: HTTP_SECONDS,
  },
  'show-statement': {
    purpose: 'one benefit statement as JSON, HTML or PDF, for staff, and how far the issuing came',
    tables: {
      Access: 'read',
      Statements: 'readwrite',
      Work: 'readwrite',
      Signals: 'read',
      People: 'read',
      AccessLog: 'readwrite',
      Notices: 'readwrite',
    },
    seals: true,
    staff: true,
    notifies: true,
    memoryMb: 1769,
    timeoutSeconds: HTTP_SECONDS,
  },
  'statement-page': {
    purpose: '/q and /s: a recipient reads their own statement',
    tables: { Access: 'read', Statements: 'readwrite', AccessLog: 'write' },
    seals: true,
    memoryMb: 512,
    timeoutSeconds: HTTP_SECONDS,
  },
};
