import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SAMPLES_END } from '../bin/move-to-today.ts';
import { parseEvent } from '../domain/events/event.ts';
import { eventNames } from '../domain/events/schemas.ts';
import { endOf } from '../domain/shanghai-day.ts';
import { extractDivisions } from '../lib/divisions.ts';

const folder = path.join(import.meta.dirname, '..', 'events');
const files = readdirSync(folder);
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const samples = files.filter((file) => file.endsWith('.json'));
const lines = read('month.ndjson').trim().split('\n');
/** The evening of the day on which the samples end. */
const NOW = endOf(SAMPLES_END) - 1;

describe('the samples', () => {
  it.each(eventNames.options)('show %s', (name) => {
    const parsed = parseEvent(JSON.parse(read(`${name}.json`)), NOW);
    expect(parsed).toMatchObject({ ok: true, event: { name } });
  });

  it.each(samples)('%s is accepted as it stands', (file) => {
    expect(parseEvent(JSON.parse(read(file)), NOW)).toMatchObject({ ok: true });
  });

  it('are a batch of lines too, each accepted', () => {
    expect(lines.length).toBeGreaterThanOrEqual(18);
    expect(lines.map((line) => parseEvent(JSON.parse(line), NOW)).filter(({ ok }) => !ok)).toEqual([]);
  });

  it('have each its own id', () => {
    const ids = samples.map((file) => JSON.parse(read(file)).id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('name divisions that there are', () => {
    const { names } = extractDivisions('621121');
    const codes = samples.flatMap((file) => read(file).match(/"6211\d+(?=")/g) ?? []).map((code) => code.slice(1));
    const townships = codes.filter((code) => code.length === 9 || code.length === 12).map((code) => code.slice(0, 9));
    expect(townships.length).toBeGreaterThan(0);
    expect(townships.filter((code) => names[code] === undefined)).toEqual([]);
  });
});
