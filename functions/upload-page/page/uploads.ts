import { type Call, Refused } from './hub.ts';
import { count, fields, list, text } from './read-json.ts';
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

/** Of one type in a month: sent = accepted + unchanged + duplicate + rejected. */
export interface TypeTotals {
  type: string;
  sent: number;
  accepted: number;
  unchanged: number;
  duplicate: number;
  rejected: number;
}

export interface MonthTotals {
  types: readonly TypeTotals[];
  /** What is expected and not there yet, in sentences. */
  expected: readonly string[];
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
  const totals = fields(value);
  return {
    types: list(totals['types'], (each) => {
      const { type, sent, accepted, unchanged, duplicate, rejected } = fields(each);
      return {
        type: text(type),
        sent: count(sent),
        accepted: count(accepted),
        unchanged: count(unchanged),
        duplicate: count(duplicate),
        rejected: count(rejected),
      };
    }),
    expected: list(totals['expected'] ?? [], text),
  };
}
