import type { Office } from '../../domain/office.ts';

/** What staff made of an office through the API. Without `office`, what the province's file says holds again. */
export interface OfficeChange {
  /** The office's id, role and division. */
  id: string;
  /** From 1; the file alone counts as 0. */
  version: number;
  office?: Office;
  /** Epoch ms. */
  at: number;
  /** The token's `sub`. */
  by: string;
}

/** Changes of offices since the province's files were deployed: a few, read as a whole. */
export interface Offices {
  /** Another text after every change; undefined before the first one. One small read. */
  mark(): Promise<string | undefined>;
  all(): Promise<OfficeChange[]>;
  get(id: string): Promise<OfficeChange | undefined>;
  /** False where the change before it is not the one that stands: somebody was faster. */
  put(change: OfficeChange): Promise<boolean>;
}

/** The offices of the file with the changes laid over them. */
export function officesWith(ofFile: readonly Office[], changes: readonly OfficeChange[]): Office[] {
  const changed = new Map(changes.flatMap(({ id, office }) => (office ? [[id, office] as const] : [])));
  const known = new Set(ofFile.map(({ id }) => id));
  return [
    ...ofFile.map((office) => changed.get(office.id) ?? office),
    ...[...changed.values()].filter(({ id }) => !known.has(id)),
  ];
}
