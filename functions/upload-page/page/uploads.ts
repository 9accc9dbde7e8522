import { type Call, Refused } from './hub.ts';
import { count, fields, list, text, yes } from './read-json.ts';
import { type Mode, type Part, partsIn, type UploadView, uploadView } from './upload-view.ts';

export interface SheetType {
  type: string;
  name: string;
}

/** Whose key or token it is, what they may send, and what they sent this month. */
export interface Desk {
  department: string;
  area: string;
  types: readonly SheetType[];
  uploads: readonly UploadView[];
}

/** sent = accepted + unchanged + duplicate + rejected. */
export interface Sums {
  sent: number;
  accepted: number;
  unchanged: number;
  duplicate: number;
  rejected: number;
}

export interface MonthTotals {
  total: Sums;
  byType: readonly (Sums & { typeName: string })[];
  /** The newest first; what came in files and what a system posted by itself stand apart. */
  days: readonly (Sums & { typeName: string; day: string; inFiles: boolean })[];
  /** What is expected in this month, and whether it is there. */
  expected: readonly { text: string; came: boolean; overdue: boolean }[];
}

export interface Order {
  type: string;
  mode: Mode | undefined;
  filename: string;
  bytes: number;
  sha256: string;
  dryRun: boolean;
}

/** By heading the field, null where a column is left out; and fields that are the same in every row. */
export interface ColumnsSaid {
  columns: Readonly<Record<string, string | null>>;
  constants: Readonly<Record<string, string>>;
}

/** What a department may do with its files. Throws as `Call` does. */
export interface Uploads {
  desk: (month?: string) => Promise<Desk>;
  /** The same file again, while it is still open, is the upload that there is. */
  announce: (order: Order) => Promise<UploadView>;
  get: (id: string) => Promise<UploadView>;
  /** Parts that are still missing, or the upload that is now waiting to be read. */
  complete: (id: string) => Promise<UploadView | readonly Part[]>;
  confirmColumns: (id: string, said: ColumnsSaid) => Promise<UploadView>;
  confirmLeaving: (id: string, leaving: number) => Promise<UploadView>;
  withdraw: (id: string) => Promise<UploadView>;
  /** `2026-11`; undefined where the hub does not tell. */
  totals: (month: string) => Promise<MonthTotals | undefined>;
}

export function uploadsBy(call: Call): Uploads {
  const at = (id: string) => `/v1/uploads/${encodeURIComponent(id)}`;
  return {
    desk: async (month) =>
      deskOf(await call('GET', month === undefined ? '/v1/uploads' : `/v1/uploads?month=${month}`)),
    announce: async (order) => uploadView(await call('POST', '/v1/uploads', order)),
    get: async (id) => uploadView(await call('GET', at(id))),
    async complete(id) {
      try {
        return uploadView(await call('POST', `${at(id)}/complete`, {}));
      } catch (error) {
        const missing = error instanceof Refused && error.status === 409 ? partsIn(error.answer) : [];
        if (missing.length === 0) throw error;
        return missing;
      }
    },
    confirmColumns: async (id, said) => uploadView(await call('PUT', `${at(id)}/columns`, said)),
    confirmLeaving: async (id, leaving) => uploadView(await call('POST', `${at(id)}/confirm`, { leaving })),
    withdraw: async (id) => uploadView(await call('DELETE', at(id))),
    async totals(month) {
      try {
        return totalsOf(await call('GET', `/v1/departments/me/totals?month=${month}`));
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return undefined;
        throw error;
      }
    },
  };
}

function deskOf(value: unknown): Desk {
  const desk = fields(value);
  return {
    department: text(fields(desk['department'])['name']),
    area: text(fields(desk['area'])['name']),
    types: list(desk['types'], (each) => {
      const { type, name } = fields(each);
      return { type: text(type), name: text(name) };
    }),
    uploads: list(desk['items'], uploadView),
  };
}

function totalsOf(value: unknown): MonthTotals {
  const { total, byType, days, expected } = fields(value);
  return {
    total: sumsOf(total),
    byType: list(byType, (each) => ({ typeName: text(fields(each)['typeName']), ...sumsOf(each) })),
    days: list(days, (each) => {
      const { typeName, day, via } = fields(each);
      return { typeName: text(typeName), day: text(day), inFiles: via === 'file', ...sumsOf(each) };
    }),
    expected: list(expected, (each) => {
      const { text: said, came, overdue } = fields(each);
      return { text: text(said), came: yes(came), overdue: yes(overdue) };
    }),
  };
}

function sumsOf(value: unknown): Sums {
  const { sent, accepted, unchanged, duplicate, rejected } = fields(value);
  return {
    sent: count(sent),
    accepted: count(accepted),
    unchanged: count(unchanged),
    duplicate: count(duplicate),
    rejected: count(rejected),
  };
}
