import * as z from 'zod';
import { type Upload, uploadMapping, uploadTypes } from './upload.ts';

/** So many different sheets of one type a department may have; the one that was confirmed longest ago goes first. */
const MOST_KEPT = 10;

/** How a department of an area names its columns, by what it confirmed before. Kept as a task; instants are epoch ms. */
export const confirmedMappingsSchema = z.object({
  id: z.string(),
  version: z.int(),
  open: z.boolean(),
  dueAt: z.number(),
  area: z.string(),
  department: z.string(),
  type: uploadTypes,
  /** The newest first. */
  mappings: z.array(uploadMapping),
});
export type ConfirmedMappings = z.output<typeof confirmedMappingsSchema>;

type Whose = Pick<Upload, 'department' | 'area' | 'type'>;

/** Another county of the same department may call other things by the same name: each area has its own. */
export const mappingsId = ({ department, area, type }: Whose) => `${department}.${area}.${type}`;

/** What is kept once a mapping was confirmed; undefined where it is the newest already. */
export function withConfirmed(
  before: ConfirmedMappings | undefined,
  { department, area, type }: Whose,
  mapping: z.output<typeof uploadMapping>,
  now: number,
): ConfirmedMappings | undefined {
  const known = before?.mappings ?? [];
  if (known[0] && sameColumns(known[0], mapping)) return undefined;
  return {
    id: mappingsId({ department, area, type }),
    version: (before?.version ?? 0) + 1,
    open: false,
    dueAt: now,
    area,
    department,
    type,
    mappings: [mapping, ...known.filter((each) => !sameHeadings(each, mapping))].slice(0, MOST_KEPT),
  };
}

type Mapping = z.output<typeof uploadMapping>;
const inOrder = (entries: Readonly<Record<string, string>> = {}) =>
  JSON.stringify(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
const sameColumns = (a: Mapping, b: Mapping) =>
  inOrder(a.columns) === inOrder(b.columns) && inOrder(a.constants) === inOrder(b.constants);
/** A sheet with these headings was mapped before, otherwise: the newer word counts. */
const sameHeadings = (a: Mapping, b: Mapping) =>
  JSON.stringify(Object.keys(a.columns).sort()) === JSON.stringify(Object.keys(b.columns).sort());
