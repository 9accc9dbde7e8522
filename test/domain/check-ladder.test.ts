import { describe, expect, it } from 'vitest';
import { checkLadder, type Hole, reachesNobody } from '../../domain/check-ladder.ts';
import type { Office } from '../../domain/office.ts';
import type { Role } from '../../domain/profile.ts';
import { compileProvince } from '../../lib/province.ts';

const { province: gansu } = compileProvince('gansu');
const TODAY = '2026-11-05';
const names = {
  '62': '甘肃省',
  '6211': '定西市',
  '621121': '通渭县',
  '621121100': '平襄镇',
  '621121101': '马营镇',
  '621122': '陇西县',
  '621122100': '巩昌镇',
  '621122101': '文峰镇',
  '6212': '陇南市',
  '621202': '武都区',
  '621202001': '钟楼街道',
};

const makeOffice = (role: Role, division: string, overrides: Partial<Office> = {}): Office => ({
  id: `${role}-${division}`,
  role,
  division,
  name: `${division}民政`,
  landline: '0932-5550123',
  villages: [],
  contacts: [{ name: '林爱华', phone: '+8619900001005' }],
  ...overrides,
});
const province = makeOffice('province', '62');
const dingxi = makeOffice('prefecture', '6211');
const tongwei = makeOffice('county', '621121');
const pingxiang = makeOffice('township', '621121100');
const maying = makeOffice('township', '621121101');

const holesIn = (offices: Office[], today = TODAY) =>
  checkLadder({ ...gansu, offices, divisions: { asOf: '2023-06-30', names } }, today);
const said = (holes: readonly Hole[]) =>
  holes.map(({ kind, roles, area, divisions, office }) => ({
    kind,
    roles: roles.join(),
    area,
    divisions: divisions.join(),
    office: office?.id,
  }));

describe('the ladder of every township', () => {
  it('is whole where each level has an office and somebody at it', () => {
    const whole = [
      ...[province, dingxi, tongwei, pingxiang, maying],
      ...['621122', '621202'].map((code) => makeOffice('county', code)),
      makeOffice('prefecture', '6212'),
      ...['621122100', '621122101', '621202001'].map((code) => makeOffice('township', code)),
    ];
    expect(holesIn(whole)).toEqual([]);
  });

  it('falls upward where an office is missing, counted in divisions of the role’s own level', () => {
    const holes = said(holesIn([province, dingxi, tongwei, pingxiang]).filter(({ kind }) => kind === 'falls-upward'));
    const office = 'prefecture-6211';
    expect(holes).toEqual([
      { kind: 'falls-upward', roles: 'township', area: '621121', divisions: '621121101', office: 'county-621121' },
      { kind: 'falls-upward', roles: 'township', area: '621122', divisions: '621122100,621122101', office },
      { kind: 'falls-upward', roles: 'county', area: '6211', divisions: '621122', office },
      { kind: 'falls-upward', roles: 'township', area: '6212', divisions: '621202001', office: 'province-62' },
      { kind: 'falls-upward', roles: 'county', area: '6212', divisions: '621202', office: 'province-62' },
      { kind: 'falls-upward', roles: 'prefecture', area: '62', divisions: '6212', office: 'province-62' },
    ]);
  });

  it('says which office would urge itself, once for all roles that it fills', () => {
    const holes = holesIn([province, dingxi, tongwei, pingxiang]).filter(({ kind }) => kind === 'urges-itself');
    expect(said(holes)).toEqual([
      { kind: 'urges-itself', roles: 'county', area: '621121', divisions: '621121101', office: 'county-621121' },
      {
        kind: 'urges-itself',
        roles: 'county,prefecture',
        area: '6211',
        divisions: '621122100,621122101',
        office: 'prefecture-6211',
      },
      {
        kind: 'urges-itself',
        roles: 'county,prefecture,province',
        area: '62',
        divisions: '621202001',
        office: 'province-62',
      },
    ]);
  });

  it('does not fall upward where another office also serves the place', () => {
    const also = { ...maying, alsoServes: ['621121100'] };
    const holes = holesIn([province, dingxi, tongwei, also]).filter(({ area }) => area.startsWith('621121'));
    expect(holes).toEqual([]);
  });

  it('reaches nobody where there is no office at all, or nobody at it on that day', () => {
    const holes = holesIn([dingxi, tongwei, { ...maying, contacts: [] }, pingxiang]);
    expect(said(holes.filter(reachesNobody))).toEqual([
      { kind: 'no-office', roles: 'province', area: '62', divisions: '62', office: undefined },
      {
        kind: 'no-contact',
        roles: 'township',
        area: '621121101',
        divisions: '621121101',
        office: 'township-621121101',
      },
      { kind: 'no-office', roles: 'township', area: '621202', divisions: '621202001', office: undefined },
      { kind: 'no-office', roles: 'county', area: '6212', divisions: '621202', office: undefined },
      { kind: 'no-office', roles: 'prefecture', area: '62', divisions: '6212', office: undefined },
    ]);
  });

  it.each([
    ['2026-11-30', false],
    ['2026-12-01', true],
  ])('on %s, where the only contact goes on 30 November: nobody %s', (today, nobody) => {
    const until = '2026-11-30';
    const leaving = { ...maying, contacts: [{ name: '林爱华', phone: '+8619900001005', until }] };
    const holes = holesIn([province, dingxi, tongwei, pingxiang, leaving], today);
    expect(holes.some((hole) => hole.kind === 'no-contact' && hole.office?.id === maying.id)).toBe(nobody);
  });

  it.each([
    ['2026-11-04', undefined],
    ['2026-11-05', false],
    ['2026-12-05', false],
    ['2026-12-06', undefined],
  ])('tells that somebody’s time ends on %s: %s', (until, followed) => {
    const leaving = { ...maying, contacts: [{ name: '林爱华', phone: '+8619900001005', until }] };
    const ends = holesIn([province, leaving]).find(({ kind }) => kind === 'contact-ends')?.ends;
    expect(ends?.followed).toBe(followed);
  });

  it('and that somebody follows', () => {
    const contacts = [
      { name: '林爱华', phone: '+8619900001005', until: '2026-11-30' },
      { name: '赵小军', phone: '+8619900001006', from: '2026-12-01' },
    ];
    const ends = holesIn([province, { ...maying, contacts }]).find(({ kind }) => kind === 'contact-ends')?.ends;
    expect(ends).toMatchObject({ until: '2026-11-30', followed: true });
  });

  it.each([
    [['621121101202'], false],
    [['621121101201', '621121101202'], true],
  ])('and whether somebody follows in a village: the next has %j', (villages, followed) => {
    const worker = { name: '马村医', phone: '+8619900001007', role: 'village' } as const;
    const contacts = [
      { name: '林爱华', phone: '+8619900001005' },
      { ...worker, villages: ['621121101201'], until: '2026-11-30' },
      { ...worker, name: '周村医', villages, from: '2026-12-01' },
    ];
    const ends = holesIn([province, { ...maying, contacts }]).find(({ kind }) => kind === 'contact-ends')?.ends;
    expect(ends?.followed).toBe(followed);
  });

  it('asks only for the roles that the profile’s ladder names', () => {
    const ladder = { ...gansu.profile.ladder, list: gansu.profile.ladder.list.slice(0, 1) };
    const holes = checkLadder(
      {
        ...gansu,
        profile: { ...gansu.profile, ladder },
        offices: [province],
        divisions: { asOf: '2023-06-30', names },
      },
      TODAY,
    );
    expect([...new Set(holes.flatMap(({ roles }) => roles))]).toEqual(['township']);
  });
});
