import { describe, expect, it } from 'vitest';
import { buildStatement } from '../../../domain/statement.ts';
import { order } from '../../domain/statement-records.ts';
import { NOW } from '../../factories.ts';
import { agent, countyStaff, JICHUAN, MAYING, makeHub, makeRecord, TONGAN, townshipStaff } from './hub.ts';

async function three() {
  const hub = makeHub();
  const people = [makeRecord(1, MAYING), makeRecord(2, JICHUAN), makeRecord(3, TONGAN)];
  for (const person of people) await hub.settle(person, []);
  return { hub, people };
}
const idsOf = (body: { matches: { id: string }[] }) => body.matches.map(({ id }) => id);

describe('looking somebody up', () => {
  it('finds by ID number, however it is typed, and shows enough to tell people apart and no more', async () => {
    const { hub, people } = await three();
    const idNumber = people[0]?.idNumber.toLowerCase().replace(/^(\d{6})/, '$1 ');
    const { status, body } = await hub.ask('POST', '/v1/people/lookup', { as: townshipStaff, body: { idNumber } });
    expect([status, body]).toEqual([
      200,
      {
        matches: [
          {
            id: 'p-1',
            household: 'h-1',
            maskedName: '李**',
            birthYear: '1968',
            maskedPhone: '138****8001',
            place: '甘肃省定西市通渭县马营镇',
          },
        ],
      },
    ]);
  });

  it.each([
    ['by phone', { phone: '138 0013 8001' }, countyStaff, ['p-1']],
    ['by phone, outside the area', { phone: '13800138003' }, countyStaff, []],
    ['by name and township', { name: '李桂兰', division: MAYING }, countyStaff, ['p-1']],
    ['by name and county', { name: '李桂兰', division: '621121' }, countyStaff, ['p-1', 'p-2']],
    ['by name and county, by a township', { name: '李桂兰', division: '621121' }, townshipStaff, ['p-1']],
    ['by a name that nobody has', { name: '王五', division: MAYING }, countyStaff, []],
  ])('finds %s', async (_, body, as, ids) => {
    const { hub } = await three();
    const found = await hub.ask('POST', '/v1/people/lookup', { as, body });
    expect([found.status, idsOf(found.body).sort()]).toEqual([200, ids]);
  });

  it('by name in a division outside the area is answered 404', async () => {
    const { hub } = await three();
    const body = { name: '李桂兰', division: TONGAN };
    expect((await hub.ask('POST', '/v1/people/lookup', { as: countyStaff, body })).status).toBe(404);
  });

  it.each([
    [{}],
    [{ name: '李桂兰' }],
    [{ idNumber: '620122196803051230' }],
    [{ phone: '12' }],
    [{ idNumber: '1', phone: '2' }],
  ])('refuses %j without repeating it', async (body) => {
    const refused = await makeHub().ask('POST', '/v1/people/lookup', { as: countyStaff, body });
    expect(refused.status).toBe(422);
    expect(refused.text).not.toContain('620122196803051230');
  });

  it('is logged, also when nobody was found', async () => {
    const { hub } = await three();
    await hub.ask('POST', '/v1/people/lookup', { as: agent, body: { phone: '13800138001' } });
    await hub.ask('POST', '/v1/people/lookup', { as: agent, body: { phone: '13800138999' } });
    expect(await hub.stores.accessLog.of('p-1')).toMatchObject([{ action: 'person.lookup', fields: ['phone'] }]);
    expect(await hub.stores.accessLog.of('d-621121')).toMatchObject([{ action: 'person.lookup', fields: ['phone'] }]);
  });
});

describe('unmasking', () => {
  it('returns only what was asked for, and is logged with its purpose', async () => {
    const { hub } = await three();
    const { status, body } = await hub.ask('POST', '/v1/people/p-1/unmask', {
      as: agent,
      body: { fields: ['phone'], purpose: 'call-back', note: '短信未送达' },
    });
    expect([status, body]).toEqual([200, { phone: '+8613800138001' }]);
    expect(await hub.stores.accessLog.of('p-1')).toEqual([
      {
        at: NOW,
        who: 's-hotline',
        role: 'hotline',
        division: '621121',
        action: 'person.unmask',
        subject: 'p-1',
        purpose: 'call-back',
        fields: ['phone'],
        note: '短信未送达',
      },
    ]);
  });

  it.each([
    ['without a purpose', { fields: ['phone'] }],
    ['for a purpose that is none', { fields: ['phone'], purpose: 'curiosity' }],
    ['of nothing', { fields: [], purpose: 'visit' }],
    ['of a field that is none', { fields: ['diagnosis'], purpose: 'visit' }],
  ])('%s is refused and shows nothing', async (_, body) => {
    const { hub } = await three();
    expect((await hub.ask('POST', '/v1/people/p-1/unmask', { as: agent, body })).status).toBe(422);
    expect(await hub.stores.accessLog.of('p-1')).toEqual([]);
  });

  it('outside the area finds nobody', async () => {
    const { hub } = await three();
    const body = { fields: ['name'], purpose: 'visit' };
    expect((await hub.ask('POST', '/v1/people/p-3/unmask', { as: countyStaff, body })).status).toBe(404);
  });

  it('shows nothing that could not be logged', async () => {
    const { hub } = await three();
    hub.ports.accessLog.record = () => Promise.reject(new Error('table unavailable'));
    const { status, text } = await hub.ask('POST', '/v1/people/p-1/unmask', {
      as: agent,
      body: { fields: ['phone'], purpose: 'call-back' },
    });
    expect(status).toBe(500);
    expect(text).not.toContain('138');
  });
});

it('lists a household’s statements by any of its people, the newest first', async () => {
  const { hub } = await three();
  const statement = buildStatement(order());
  for (const [from, to, issuedAt] of [
    ['2026-04-01', '2026-06-30', NOW - 2],
    ['2026-07-01', '2026-09-30', NOW - 1],
  ] as const)
    await hub.stores.statements.put(
      {
        id: `h-1.${from}.${to}`,
        subject: 'h-1',
        from,
        to,
        area: '621121106000',
        issuedAt,
        statement,
        lastFours: ['1234'],
      },
      undefined,
    );
  await hub.stores.people.putMemberships([{ household: 'h-1', person: 'p-1', relation: 'head', from: '2025-01-01' }]);
  const { status, body, text } = await hub.ask('GET', '/v1/people/p-1/statements', { as: countyStaff });
  expect(status).toBe(200);
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([
    'h-1.2026-07-01.2026-09-30',
    'h-1.2026-04-01.2026-06-30',
  ]);
  expect(body.items[0]).toMatchObject({ label: '2026年7月至9月', cash: statement.cash.yuan });
  expect(text).not.toContain('1234');
  expect((await hub.ask('GET', '/v1/people/p-3/statements', { as: countyStaff })).status).toBe(404);
});
