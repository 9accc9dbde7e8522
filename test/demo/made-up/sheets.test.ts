import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { damages, repeats } from '../../../demo/made-up/damage.ts';
import { nothingExpected, spoilt } from '../../../demo/made-up/expected.ts';
import { type MadeUpSheet, sheetsOf } from '../../../demo/made-up/month-sheets.ts';
import { formats, writeSheet } from '../../../demo/made-up/write-sheets.ts';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import { parseEvent } from '../../../domain/events/event.ts';
import { businessKey } from '../../../domain/sheets/business-key.ts';
import type { SheetType } from '../../../domain/sheets/columns.ts';
import { guessMapping, type Mapping } from '../../../domain/sheets/mapping.ts';
import { rowData } from '../../../domain/sheets/row-data.ts';
import { readRows } from '../../../functions/shared/sheets/read-rows.ts';
import { compileProvince } from '../../../lib/province.ts';
import { makeEvent } from '../../factories.ts';
import { longxi } from './county.ts';

const NOW = Date.parse('2026-12-02T10:00:00+08:00');
const { profile } = compileProvince('gansu').province;
const folder = mkdtempSync(path.join(tmpdir(), 'made-up-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sheets = (people: number, seed = 7): MadeUpSheet[] =>
  sheetsOf([{ making: longxi(seed), people }], '2026-10', profile);

/** What a hub that has seen nothing makes of a file's lines, without the hub. */
async function readBack(file: string, type: SheetType) {
  const rows = nothingExpected().rows;
  const otherwise: { line: number; became: string }[] = [];
  const seen = new Map<string, string>();
  let asked: { headings: readonly string[]; mapping: Mapping } | undefined;
  for await (const batch of readRows({ path: file, name: path.basename(file) })) {
    for (const { line, cells } of batch) {
      if (!asked) {
        const headings = cells.map(({ text }) => text);
        const guess = guessMapping(type, headings, profile, []);
        expect(guess).toMatchObject({ sure: true, missing: [], unknown: [] });
        asked = { headings, mapping: guess.mapping };
        continue;
      }
      const row = rowData(type, asked.mapping, asked.headings, cells, profile);
      const became = row.ok ? fateOf(type, row.data, seen) : 'rejected';
      rows.read += 1;
      rows[became] += 1;
      if (became !== 'accepted') otherwise.push({ line, became });
    }
  }
  return { rows, otherwise };
}

function fateOf(type: SheetType, given: unknown, seen: Map<string, string>) {
  const parsed = parseEvent({ ...makeEvent(type), data: given }, NOW);
  if (!parsed.ok || parsed.event.name === 'retraction') return 'rejected';
  const { name, data } = parsed.event;
  const key = canonicalJson(businessKey(name, data).parts);
  const content = canonicalJson(data);
  const before = seen.get(key);
  if (before !== undefined) return before === content ? 'duplicate' : 'rejected';
  seen.set(key, content);
  return 'accepted';
}

describe('a made-up file', () => {
  it.each(formats)('is read in %s as it says it should be, every line of it', async (format) => {
    for (const sheet of sheets(500)) {
      const { files, rows, damaged } = await writeSheet(sheet, folder, [format], { seed: 7, share: 0.2 });
      const read = await readBack(path.join(folder, files[0] ?? ''), sheet.type);
      const expected = damaged.filter(({ expected }) => expected !== 'accepted');
      expect(read.otherwise, sheet.name).toEqual(expected.map(({ line, expected: became }) => ({ line, became })));
      expect(read.rows, sheet.name).toEqual(rows);
    }
  });

  it('has nothing to be refused where nothing was spoilt', async () => {
    for (const sheet of sheets(1500, 11)) {
      const { files, damaged } = await writeSheet(sheet, folder, ['csv'], { seed: 7, share: 0 });
      expect(damaged).toEqual([]);
      expect((await readBack(path.join(folder, files[0] ?? ''), sheet.type)).otherwise, sheet.name).toEqual([]);
    }
  });

  it('says in its name that nobody in it is real', async () => {
    const [roster] = sheets(10);
    const written = roster && (await writeSheet(roster, folder, ['csv'], { seed: 7, share: 0 }));
    expect(written?.files).toEqual(['csv/虚构-民政-名册全部-2026-10.csv']);
  });

  it('is byte for byte the same for the same seed', async () => {
    const bytes = async (nth: number) => {
      const made = sheets(200, nth)[0];
      const written = made && (await writeSheet(made, folder, formats, { seed: nth, share: 0.1 }));
      return (written?.files ?? []).map((file) => readFileSync(path.join(folder, file)).toString('base64'));
    };
    const first = await bytes(3);
    expect(await bytes(3)).toEqual(first);
    expect(await bytes(4)).not.toEqual(first);
  });

  it('shows every kind of damage, given rows enough', () => {
    const kinds = new Set<string>();
    for (const sheet of sheets(1500)) {
      const expected = nothingExpected();
      for (const _ of spoilt(sheet, { seed: 1, share: 1 }, expected));
      for (const { kind } of expected.damaged) kinds.add(kind);
    }
    expect([...kinds].sort()).toEqual([...Object.keys(damages), ...Object.keys(repeats)].sort());
  });
});
