import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactOn, type Office, officeEntrySchema, officeFor } from '../../domain/office.ts';

const MAYING = '621121101';
const VILLAGE = '621121101202';

/** An office as an admin wrote it. */
function office(overrides: Record<string, unknown> = {}): Office {
  const entry = officeEntrySchema.parse({
    role: 'township',
    division: MAYING,
    name: '马营镇民政办',
    landline: '0932-5550123',
    villages: ['马营村', '东关村'],
    contacts: [{ name: '林爱华', phone: '19900001005' }],
    ...overrides,
  });
  return { id: `${entry.role}-${entry.division}`, ...entry };
}

const lin = { name: '林爱华', phone: '19900001005' };
const zhao = { name: '赵小军', phone: '19900001006' };
const villageWorker = { name: '马村医', phone: '19900001007', role: 'village', villages: [VILLAGE] };
const troubles = (overrides: Record<string, unknown>) => {
  try {
    office(overrides);
    return [];
  } catch (error) {
    return JSON.parse(error instanceof Error ? error.message : '[]').map(
      ({ path, message }: { path: string[]; message: string }) => `${path.join('.')} ${message}`,
    );
  }
};

describe('a work message reaches', () => {
  const whom = (contacts: object[], today: string, village?: string) =>
    contactOn(office({ contacts }), today, village)?.name;

  it.each([
    ['2026-10-31', undefined],
    ['2026-11-01', '林爱华'],
    ['2026-11-30', '林爱华'],
    ['2026-12-01', undefined],
  ])('on %s %s, of somebody who serves 1 to 30 November', (today, expected) =>
    expect(whom([{ ...lin, from: '2026-11-01', until: '2026-11-30' }], today)).toBe(expected),
  );

  it.each([
    ['2026-11-09', '林爱华'],
    ['2026-11-10', '赵小军'],
    ['2026-11-12', '赵小军'],
    ['2026-11-13', '林爱华'],
  ])('on %s %s, where a delegate stands in from the 10th to the 12th', (today, expected) =>
    expect(whom([{ ...lin, delegate: { ...zhao, from: '2026-11-10', until: '2026-11-12' } }], today)).toBe(expected),
  );

  it('a delegate, saying for whom', () =>
    expect(
      contactOn(
        office({ contacts: [{ ...lin, delegate: { ...zhao, from: '2026-11-10', until: '2026-11-12' } }] }),
        '2026-11-10',
      ),
    ).toEqual({ name: '赵小军', phone: '+8619900001006', standsInFor: '林爱华' }));

  it('the successor once the first has left', () =>
    expect(whom([{ ...lin, until: '2026-11-24' }, zhao], '2026-11-25')).toBe('赵小军'));

  it('whoever works the village, and the office where nobody does', () => {
    expect(whom([lin, villageWorker], '2026-11-05', VILLAGE)).toBe('马村医');
    expect(whom([lin, villageWorker], '2026-11-05', '621121101203')).toBe('林爱华');
    expect(whom([lin, villageWorker], '2026-11-05')).toBe('林爱华');
    expect(whom([lin, { ...villageWorker, until: '2026-11-04' }], '2026-11-05', VILLAGE)).toBe('林爱华');
  });

  it('whoever works a village that is written by its name', () => {
    const byName = office({ contacts: [lin, { ...villageWorker, villages: ['马营村'] }] });
    expect(contactOn({ ...byName, villageCodes: { 马营村: VILLAGE } }, '2026-11-05', VILLAGE)?.name).toBe('马村医');
    expect(contactOn(byName, '2026-11-05', VILLAGE)?.name).toBe('林爱华');
  });

  it('nobody where only people of villages and social workers are left: an office’s messages are not theirs', () => {
    expect(whom([villageWorker], '2026-11-05')).toBeUndefined();
    expect(whom([{ ...lin, role: 'social-worker' }], '2026-11-05', VILLAGE)).toBeUndefined();
    expect(whom([], '2026-11-05')).toBeUndefined();
  });

  it('on no day somebody who does not serve on it', () => {
    const day = fc
      .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, day, (a, b, today) => {
        const [from = '', until = ''] = [a, b].toSorted();
        const reached = contactOn(office({ contacts: [{ ...lin, from, until }] }), today);
        expect(reached !== undefined).toBe(from <= today && today <= until);
      }),
    );
  });
});

describe('what an office says of itself must fit', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ contacts: [{ ...lin, from: '2026-11-02', until: '2026-11-01' }] }, 'contacts.0.until 截止的日子不能早于开始'],
    [{ contacts: [{ ...lin, from: '2026-02-29' }] }, 'contacts.0.from 日期要写成 2026-11-05'],
    [{ contacts: [{ ...lin, role: 'village' }] }, 'contacts.0.villages 村里的人要写管哪些村'],
    [{ contacts: [{ ...lin, role: 'county' }] }, 'contacts.0.role 这个单位的人只能写 township、village'],
    [
      { contacts: [{ ...villageWorker, villages: ['李家沟'] }] },
      'contacts.0.villages.0 单位的 villages 里没有“李家沟”',
    ],
    [{ contacts: [{ ...villageWorker, villages: ['621121102202'] }] }, 'contacts.0.villages.0 621121102202 不在'],
    [{ contacts: [{ ...villageWorker, villages: ['621121101'] }] }, 'contacts.0.villages.0 村代码是12位数字'],
    [
      { contacts: [{ ...lin, delegate: { ...zhao, from: '2026-11-10', until: '2026-11-09' } }] },
      'contacts.0.delegate.until 代班结束的日子不能早于',
    ],
    [
      { contacts: [{ ...lin, until: '2026-11-09', delegate: { ...zhao, from: '2026-11-09', until: '2026-11-10' } }] },
      'contacts.0.delegate.until 代班要在本人任职的日子以内',
    ],
    [{ alsoServes: ['6211'] }, 'alsoServes.0 代管的地方不能比单位自己的级别高'],
    [{ alsoServes: [MAYING] }, `alsoServes.0 ${MAYING} 本来就归它管`],
    [{ alsoServes: ['621121102', '621121102'] }, 'alsoServes.1 621121102 本来就归它管,或前面已经写过'],
  ])('%j', (overrides, expected) => expect(troubles(overrides).join('\n')).toContain(expected));

  it('and may serve further places, with people in their villages', () =>
    expect(
      troubles({ alsoServes: ['621121102'], contacts: [{ ...villageWorker, villages: ['621121102202'] }] }),
    ).toEqual([]));
});

describe('the office for a place', () => {
  const county = office({ role: 'county', division: '621121', name: '通渭县民政局' });

  it('is the one that also serves it, before any of a higher level', () => {
    const maying = office({ alsoServes: ['621121102'] });
    expect(officeFor([county, maying], 'township', '621121102')?.id).toBe(maying.id);
    expect(officeFor([county, maying], 'township', '621121103')?.id).toBe(county.id);
  });

  it('is its own before one that also serves the whole county', () => {
    const neighbour = office({ role: 'county', division: '621122', alsoServes: ['621121'] });
    const own = office({ division: '621121102' });
    expect(officeFor([neighbour, own], 'township', '621121102')?.id).toBe(own.id);
    expect(officeFor([neighbour, own], 'county', '621121102')?.id).toBe(neighbour.id);
  });
});
