import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CalendarSchema } from '../../domain/calendar.ts';
import { calendarYaml } from '../../lib/make-calendar.ts';

describe('the calendar made from the package', () => {
  it('has every year from 2024 to 2026 as the committed file has it', () => {
    const committed = CalendarSchema.parse(
      parse(readFileSync(new URL('../../provinces/calendars/cn.yaml', import.meta.url), 'utf8')),
    );
    const made = CalendarSchema.parse(parse(calendarYaml()));
    expect(Object.keys(made.years)).toEqual(expect.arrayContaining(['2024', '2025', '2026']));
    for (const year of ['2024', '2025', '2026']) expect(made.years[year]).toEqual(committed.years[year]);
  });

  it('keeps a year that an admin added and the package does not have', () => {
    const added = { holidays: ['2099-01-01'], makeUpWorkdays: [] };
    expect(CalendarSchema.parse(parse(calendarYaml({ '2099': added }))).years['2099']).toEqual(added);
  });
});
