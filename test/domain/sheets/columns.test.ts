import { describe, expect, it } from 'vitest';
import { eventNames } from '../../../domain/events/schemas.ts';
import { type Column, columnsOf, type SheetType, withoutColumn } from '../../../domain/sheets/columns.ts';
import { leavesOf } from '../../../domain/sheets/schema-leaves.ts';
import { sheetWordings } from '../../../domain/sheets/wordings/by-type.ts';
import { profile } from './profile.ts';

const types = eventNames.exclude(['retraction']).options;
const every = types.flatMap((type) =>
  columnsOf(type, profile).map((column): [SheetType, string, Column] => [type, column.field, column]),
);

describe('the columns of a template', () => {
  it.each(types)('of %s cover every field of its schema, or say why not', (type) => {
    const columns = columnsOf(type, profile).map(({ field }) => field);
    const left = Object.keys(withoutColumn[type] ?? {});
    const missing = leavesOf(type).filter(({ path }) => !columns.includes(path) && !left.includes(path));
    expect(missing.map(({ path }) => path)).toEqual([]);
    expect(left.filter((path) => columns.includes(path) || !leavesOf(type).some((leaf) => leaf.path === path))).toEqual(
      [],
    );
  });

  it.each(types)('of %s word nothing that is not in its schema', (type) => {
    const beyond = type === 'roster' ? ['change', 'categories'] : [];
    const known = [...leavesOf(type).map(({ path }) => path), ...beyond];
    expect(Object.keys(sheetWordings[type].columns).filter((field) => !known.includes(field))).toEqual([]);
  });

  it.each(types)('of %s have headings that differ', (type) => {
    const headings = columnsOf(type, profile).map(({ heading }) => heading);
    expect(new Set(headings).size).toBe(headings.length);
  });

  it.each(every.filter(([, , { kind }]) => kind === 'word'))(
    'of %s offer a word for every value of %s, and only those',
    (type, field, { words, spoken }) => {
      const options =
        field === 'change' ? ['joined', 'changed', 'left'] : leavesOf(type).find(({ path }) => path === field)?.options;
      expect(new Set(Object.values(words ?? {}))).toEqual(new Set(options));
      expect(Object.values(spoken).filter((value) => !options?.includes(value))).toEqual([]);
    },
  );

  it('ask for the identity number everywhere but in a report that may be a lead', () => {
    const asked = types.filter((type) =>
      columnsOf(type, profile).some(({ field, required }) => field === 'person.idNumber' && required),
    );
    expect(types.filter((type) => !asked.includes(type))).toEqual(['self-report']);
  });

  it('ask for id and relation of a household only where there is one', () => {
    const household = columnsOf('roster', profile).filter(({ within }) => within === 'household');
    expect(household.map(({ field, required, requiredWith }) => [field, required, requiredWith])).toEqual([
      ['household.id', false, 'household'],
      ['household.relation', false, 'household'],
      ['household.since', false, undefined],
    ]);
  });

  it('take either the certificate of a disability or its kind and grade', () => {
    const required = columnsOf('disability', profile).filter((column) => column.required);
    expect(required.map(({ field }) => field)).toEqual(['person.idNumber', 'certifiedOn']);
  });

  it('name the categories of the province', () => {
    const categories = columnsOf('roster', profile).find(({ field }) => field === 'categories');
    expect(categories?.hint).toContain('城乡低保对象、特困供养人员');
  });
});
