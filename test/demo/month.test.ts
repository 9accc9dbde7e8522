import { describe, expect, it } from 'vitest';
import { type Month, playedMonth } from '../../demo/month.ts';
import { parseEvent } from '../../domain/events/event.ts';
import { eventNames, nameOf } from '../../domain/events/schemas.ts';
import { compileProvince } from '../../lib/province.ts';

const { profile } = compileProvince('gansu').province;
const month = playedMonth(profile);
const people = month.households.flatMap(({ members }) => members);
const sent = month.postings.flatMap((posting) =>
  'events' in posting ? posting.events.map((event) => ({ event, at: posting.at })) : [],
);
const sheets = month.postings.flatMap((posting) => ('sheet' in posting ? [posting.sheet] : []));

/** A sheet makes its rows when asked. */
const plain = ({ households, postings }: Month) => ({
  households,
  postings: postings.map((posting) =>
    'events' in posting ? posting : { ...posting, sheet: [...posting.sheet.rows()] },
  ),
});

describe('the made-up county', () => {
  it('has at least 200 households and a name that fonts stumble over', () => {
    expect(month.households.length).toBeGreaterThanOrEqual(200);
    expect(people.some(({ name }) => name.endsWith('喆'))).toBe(true);
  });

  it('gives everybody a number of their own, and most, but not all, a phone', () => {
    expect(new Set(people.map(({ idNumber }) => idNumber)).size).toBe(people.length);
    const phones = people.flatMap(({ phone }) => phone ?? []);
    expect(phones.length).toBeLessThan(people.length);
    expect(phones.length).toBeGreaterThan(people.length / 2);
  });

  it('is the same every time', () => {
    expect(plain(playedMonth(profile))).toEqual(plain(month));
  });
});

describe('the month', () => {
  it('holds every event type, as events or as rows of a sheet', () => {
    const names = new Set([...sent.map(({ event }) => nameOf(event.type)), ...sheets.map(({ type }) => type)]);
    expect(eventNames.options.filter((name) => !names.has(name))).toEqual([]);
  });

  it('goes forward in time, no event told before it happened', () => {
    const instants = month.postings.map(({ at }) => at);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(sent.filter(({ event, at }) => Date.parse(event.time) > at)).toEqual([]);
  });

  it('is well-formed but for the four events that are wrong on purpose', () => {
    const refused = sent.filter(({ event, at }) => !parseEvent(event, at).ok);
    expect(refused.map(({ event }) => event.data['settlementId'])).toEqual([
      'JS-920001',
      'JS-920002',
      'JS-920003',
      'JS-920004',
    ]);
  });

  it('sends one id twice in vain and once with other content', () => {
    const ids = Map.groupBy(sent, ({ event }) => event.id);
    expect([...ids.values()].filter(({ length }) => length > 1).map(({ length }) => length)).toEqual([3, 2, 2, 2, 2]);
  });
});
