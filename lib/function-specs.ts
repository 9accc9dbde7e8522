import type { TableName } from '../functions/shared/dynamo/tables.ts';

export type TableAccess = 'read' | 'write' | 'readwrite';

/** What one function needs and may do: its tables, its keys, its size. Queues and topics are bound in hub-ways.ts. */
export interface FunctionSpec {
  /** One line for whoever meets the function in the console. */
  readonly purpose: string;
  readonly tables: Partial<Record<TableName, TableAccess>>;
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
  readonly timeoutSeconds: number;
}

/** HTTP API gives up after 30 seconds; a function behind it must answer before that. */
const HTTP_SECONDS = 28;

export const functionNames = [
  'receive-events',
  'trace-event',
  'assess',
  'publish-warnings',
  'dispatch-notices',
  'send-sms',
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
    tables: { Access: 'read', Requests: 'readwrite', Ledger: 'readwrite' },
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
    },
    seals: true,
    memoryMb: 512,
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
    tables: { Access: 'read', Notices: 'readwrite', Work: 'readwrite', People: 'read', Warnings: 'read' },
    seals: true,
    sends: true,
    memoryMb: 512,
    timeoutSeconds: 60,
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
    purpose: 'every 30 minutes: reminds of referrals, orders and visits before their day, urges what is late',
    tables: {
      Access: 'read',
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
    purpose: 'daily: benefit statements of the period that ended',
    tables: { Access: 'read', Signals: 'read', People: 'read', Statements: 'readwrite', Notices: 'readwrite' },
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
    purpose: 'daily: accepted = assessed + parked, by department and day',
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
    purpose: 'one benefit statement as JSON, HTML or PDF, for staff',
    tables: {
      Access: 'read',
      Statements: 'readwrite',
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

/** Routes of the HTTP API. What no route names goes to `api`, which answers 404 as problem details in Chinese. */
export const routes: Readonly<Record<string, FunctionName>> = {
  'POST /v1/events': 'receive-events',
  'GET /v1/events': 'trace-event',
  'GET /v1/statements/{id}': 'show-statement',
  'POST /v1/statements/{id}/unlock': 'show-statement',
  'POST /v1/people/{id}/statements': 'show-statement',
  'GET /v1/offices': 'offices',
  'GET /v1/offices/{id}': 'offices',
  'PUT /v1/offices/{id}': 'offices',
  'DELETE /v1/offices/{id}': 'offices',
  'GET /v1/referrals': 'referrals',
  'GET /v1/referrals/{id}': 'referrals',
  'POST /v1/referrals/{id}/sign': 'referrals',
  'POST /v1/referrals/{id}/return': 'referrals',
  'POST /v1/referrals/{id}/feedback': 'referrals',
  'POST /v1/referrals/{id}/resend': 'referrals',
  'POST /v1/referrals/{id}/assign': 'referrals',
  'POST /v1/referrals/{id}/cancel': 'referrals',
  'POST /v1/referrals/{id}/unmask': 'referrals',
  'GET /v1/lists/{name}': 'referrals',
  'GET /v1/planned-visits': 'outreach',
  'GET /v1/planned-visits/{id}': 'outreach',
  'POST /v1/planned-visits/{id}/done': 'outreach',
  'POST /v1/planned-visits/{id}/skip': 'outreach',
  'POST /v1/planned-visits/{id}/reassign': 'outreach',
  'GET /v1/offers': 'outreach',
  'POST /v1/offers': 'outreach',
  'GET /v1/offers/{id}': 'outreach',
  'POST /v1/offers/{id}/close': 'outreach',
  'GET /v1/needs': 'outreach',
  'POST /v1/needs': 'outreach',
  'GET /v1/needs/{id}': 'outreach',
  'GET /v1/needs/{id}/matches': 'outreach',
  'POST /v1/needs/{id}/match': 'outreach',
  'POST /v1/needs/{id}/served': 'outreach',
  'POST /v1/needs/{id}/unmatch': 'outreach',
  'POST /v1/needs/{id}/close': 'outreach',
  'POST /v1/calls': 'hotline',
  'GET /v1/calls': 'hotline',
  'POST /v1/calls/lookup': 'hotline',
  'GET /v1/calls/{id}': 'hotline',
  'POST /v1/calls/{id}/dispatch': 'hotline',
  'POST /v1/calls/{id}/sign': 'hotline',
  'POST /v1/calls/{id}/return': 'hotline',
  'POST /v1/calls/{id}/reassign': 'hotline',
  'POST /v1/calls/{id}/extend': 'hotline',
  'POST /v1/calls/{id}/pause': 'hotline',
  'POST /v1/calls/{id}/resume': 'hotline',
  'POST /v1/calls/{id}/conference': 'hotline',
  'POST /v1/calls/{id}/reply': 'hotline',
  'POST /v1/calls/{id}/close': 'hotline',
  'POST /v1/calls/{id}/call-back': 'hotline',
  'POST /v1/calls/{id}/redo': 'hotline',
  'POST /v1/calls/{id}/redirect': 'hotline',
  'POST /v1/calls/{id}/link': 'hotline',
  'POST /v1/calls/{id}/unmask': 'hotline',
  'GET /q': 'statement-page',
  'POST /q': 'statement-page',
  'GET /s/{token}': 'statement-page',
  'POST /s/{token}': 'statement-page',
  $default: 'api',
};
