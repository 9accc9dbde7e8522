import * as z from 'zod';
import { uploadItem, uploadPart, uploadView } from '../functions/uploads/answers.ts';
import { CliError } from './cli-error.ts';
import { refusal, type SignedRequest, type SigningPorts, sendSigned } from './send-signed.ts';

export type UploadView = z.output<typeof uploadView>;
export type UploadItem = z.output<typeof uploadItem>;
export type UploadPart = z.output<typeof uploadPart>;

/** What is said of a file before it is sent. */
export interface UploadOrder {
  type: string;
  mode?: string;
  filename: string;
  bytes: number;
  /** Of the whole file, hexadecimal: by it the same file meets the upload that is still open. */
  sha256: string;
  dryRun: boolean;
}

/** What a person says of a sheet's columns over what was guessed. */
export interface ConfirmedColumns {
  /** By heading: its field, or null where the column is left out. */
  columns: Readonly<Record<string, string | null>>;
  /** By field: what every row says. */
  constants?: Readonly<Record<string, string>>;
}

/** `/v1/uploads` as a department's key sees it. Everything throws `CliError` with the hub's own words where it refuses. */
export interface UploadsClient {
  /** `fresh` is false where the same file was announced before and is still open. */
  announce(order: UploadOrder): Promise<{ view: UploadView; fresh: boolean }>;
  view(id: string): Promise<UploadView>;
  list(month?: string): Promise<UploadItem[]>;
  /** Undefined where parts have not arrived; the view then names them. */
  complete(id: string): Promise<UploadView | undefined>;
  /** Headings that are not mentioned are read as they were guessed. */
  confirmColumns(id: string, confirmed: ConfirmedColumns): Promise<UploadView>;
  confirmLeaving(id: string, leaving: number): Promise<UploadView>;
  withdraw(id: string): Promise<UploadItem>;
}

const listed = z.looseObject({ items: z.array(uploadItem) });
const missingParts = z.looseObject({ parts: z.array(uploadPart).min(1) });

export function uploadsClient(ports: SigningPorts): UploadsClient {
  const send = (method: SignedRequest['method'], path: string, body?: unknown) =>
    sendSigned(ports, { method, path, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const call = async <S extends z.ZodType>(schema: S, ...request: Parameters<typeof send>): Promise<z.output<S>> =>
    answered(schema, await send(...request));
  const at = (id: string, act = '') => `/v1/uploads/${encodeURIComponent(id)}${act}`;
  return {
    async announce(order) {
      const response = await send('POST', '/v1/uploads', order);
      return { view: await answered(uploadView, response), fresh: response.status === 201 };
    },
    view: (id) => call(uploadView, 'GET', at(id)),
    async list(month) {
      const query = month === undefined ? '' : `?month=${encodeURIComponent(month)}`;
      return (await call(listed, 'GET', `/v1/uploads${query}`)).items;
    },
    async complete(id) {
      const response = await send('POST', at(id, '/complete'));
      const isShort = response.status === 409 && missingParts.safeParse(await response.clone().json()).success;
      return isShort ? undefined : answered(uploadView, response);
    },
    confirmColumns: (id, confirmed) => call(uploadView, 'PUT', at(id, '/columns'), confirmed),
    confirmLeaving: (id, leaving) => call(uploadView, 'POST', at(id, '/confirm'), { leaving }),
    withdraw: (id) => call(uploadItem, 'DELETE', at(id)),
  };
}

async function answered<S extends z.ZodType>(schema: S, response: Response): Promise<z.output<S>> {
  if (!response.ok) throw new CliError(await refusal(response));
  return schema.parse(await response.json());
}
