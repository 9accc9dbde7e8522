import { describe, expect, it } from 'vitest';
import { sendSms } from '../../../functions/send-sms/handler.ts';
import { issueStatement } from '../../../functions/shared/issue-statement.ts';
import { makeEvent, makePerson, NOW } from '../../factories.ts';
import { eventfulHub } from './eventful-hub.ts';
import { agent, JICHUAN, MAYING, makeHub, makeRecord, townshipStaff } from './hub.ts';

const said = { phoneOf: '李建强', relation: '儿子', cannotRead: true, language: '东乡语', quiet: '中午不接电话' };

async function one() {
  const hub = makeHub();
  await hub.settle(makeRecord(1, MAYING), [], 'h-1');
  const put = (body: unknown, asking: object = {}) =>
    hub.ask('PUT', '/v1/people/p-1/contact', { as: townshipStaff, body, ...asking });
  return { ...hub, put };
}

describe('how somebody is reached', () => {
  it('is written down by whoever was there, and shown in the file, masked', async () => {
    const { put, ask, stores } = await one();
    const { status, body, headers } = await put({ ...said, version: 0 });
    expect([status, headers['etag']]).toEqual([200, '"1"']);
    expect(body).toEqual({
      version: 1,
      maskedPhone: '138****8001',
      phoneOf: '李**',
      relation: '儿子',
      cannotRead: true,
      language: '东乡语',
      quiet: '中午不接电话',
      byCall: true,
      sharedWith: [],
      recordedAt: '2026-11-05T10:00:00+08:00',
      recordedBy: 's-township',
    });
    const file = await ask('GET', '/v1/households/h-1', { as: townshipStaff });
    expect(file.body.members[0].contact).toEqual(body);
    expect(file.text).not.toContain('李建强');
    expect(await stores.accessLog.of('p-1')).toMatchObject([
      { action: 'person.contact', fields: ['phoneOf', 'relation', 'cannotRead', 'language', 'quiet'] },
    ]);
  });

  it('is replaced as a whole: what is left out is so no longer', async () => {
    const { put } = await one();
    await put({ ...said, version: 0 });
    const { body } = await put({ prefersCall: false }, { headers: { 'if-match': '"1"' } });
    expect(body).toMatchObject({ version: 2, prefersCall: false, byCall: false });
    expect(body.phoneOf).toBeUndefined();
  });

  it.each([
    ['without a version', said, 428],
    ['on a version that has passed', { ...said, note: '再填一次', version: 0 }, 409],
    ['with a field that is none', { ...said, colour: 'red', version: 1 }, 422],
    ['with a relation that is a story', { relation: '他二姨家的大儿子的媳妇儿', version: 1 }, 422],
  ])('%s it is refused', async (_, body, status) => {
    const { put, stores } = await one();
    await put({ ...said, version: 0 });
    expect((await put(body)).status).toBe(status);
    expect((await stores.people.get(['p-1'])).get('p-1')?.contact).toMatchObject({ version: 1, phoneOf: '李建强' });
  });

  it('the same sent again, by a phone that heard no answer, changes nothing', async () => {
    const { put } = await one();
    await put({ ...said, version: 0 });
    const again = await put({ ...said, version: 0 });
    expect([again.status, again.body.version]).toEqual([200, 1]);
  });

  it.each([
    ['by staff of another township', { role: 'township', division: JICHUAN }, 404],
    ['by an agent of the hotline', agent, 403],
    ['by an auditor', { role: 'auditor', division: '62' }, 403],
  ] as const)('is not written %s', async (_, as, status) => {
    const { put, stores } = await one();
    expect((await put({ ...said, version: 0 }, { as })).status).toBe(status);
    expect((await stores.people.get(['p-1'])).get('p-1')?.contact).toBeUndefined();
  });

  it('outlives what rosters say', async () => {
    const hub = eventfulHub();
    const person = makePerson(1, { residenceDivision: MAYING });
    await hub.take(makeEvent('roster', { data: { person } }));
    const id = await hub.personId(person.idNumber);
    await hub.ask('PUT', `/v1/people/${id}/contact`, { as: townshipStaff, body: { ...said, version: 0 } });
    await hub.take(makeEvent('move', { id: 'm', data: { person, residence: JICHUAN } }));
    expect((await hub.stores.people.get([id])).get(id)).toMatchObject({
      residence: { value: JICHUAN },
      contact: { version: 1, phoneOf: '李建强' },
    });
  });
});

describe('a phone that several people share', () => {
  it('is said, by name within the household, by number beyond it', async () => {
    const hub = makeHub();
    const phone = { value: '+8613800138000', at: NOW };
    await hub.settle(makeRecord(1, MAYING, { phone }), [], 'h-1');
    const wife = makeRecord(2, MAYING, { phone, household: 'h-1', name: { value: '王秀英', at: NOW } });
    await hub.settle(wife, []);
    await hub.stores.people.putMemberships([
      { household: 'h-1', person: 'p-2', relation: 'spouse', from: '2025-01-01' },
    ]);
    await hub.settle(makeRecord(3, JICHUAN, { phone }), [], 'h-3');
    const { body } = await hub.ask('GET', '/v1/households/h-1', { as: townshipStaff });
    expect(body.members[0].contact).toMatchObject({
      sharedWith: [{ id: 'p-2', maskedName: '王**' }],
      sharedOutside: 1,
    });
  });
});

describe('whoever cannot read, or asked to be called', () => {
  const grant = (person: object) =>
    makeEvent('benefit-granted', { data: { person, status: 'granted', grantedOn: '2026-11-04' } });

  async function reader(contact: object) {
    const hub = eventfulHub();
    const person = makePerson(1, { residenceDivision: MAYING });
    await hub.take(makeEvent('roster', { data: { person, household: undefined } }));
    const id = await hub.personId(person.idNumber);
    await hub.ask('PUT', `/v1/people/${id}/contact`, { as: townshipStaff, body: { ...contact, version: 0 } });
    return { ...hub, person, id };
  }

  it.each([
    [{ cannotRead: true }, 'call-back'],
    [{ prefersCall: true }, 'call-back'],
    [{ prefersCall: false, phoneOf: '李建强' }, 'sms'],
  ])('%j: is told of a grant by %s', async (contact, channel) => {
    const { take, person, id, stores } = await reader(contact);
    await take(grant(person));
    expect((await stores.notices.of(id)).map((notice) => notice.channel)).toEqual([channel]);
  });

  it('is told of a statement by a call', async () => {
    const { take, person, id, stores, ports } = await reader({ cannotRead: true });
    await take(grant(person));
    const order = { subject: id, period: { from: '2026-10-01', to: '2026-12-31' }, scheduled: false, tell: true };
    await issueStatement({ ...ports, ...stores, smsAvailable: true }, order);
    const told = (await stores.notices.of(id)).filter(({ kind }) => kind === 'statement');
    expect(told.map(({ channel }) => channel)).toEqual(['call-back']);
  });

  it('is called where they said so after the message was queued', async () => {
    const { take, person, id, stores, ports, ask } = await reader({});
    await take(grant(person));
    const [notice] = await stores.notices.of(id);
    await ask('PUT', `/v1/people/${id}/contact`, { as: townshipStaff, body: { ...said, version: 1 } });
    const sent: string[] = [];
    const provider = {
      send: async ({ phone }: { phone: string }) => {
        sent.push(phone);
        return { kind: 'sent' as const, providerId: 'x' };
      },
    };
    const beside = { sms: { send: async () => undefined }, pause: async () => undefined };
    await sendSms({ ...ports, ...stores, ...beside, providers: [{ name: 'sns', provider }] })({
      subject: id,
      id: notice?.id ?? '',
    });
    expect(sent).toEqual([]);
    const queue = await ask('GET', '/v1/call-backs', { as: agent });
    expect(queue.body.items).toMatchObject([{ person: { id }, contact: { phoneOf: '李**', quiet: '中午不接电话' } }]);
    expect(queue.text).not.toContain('李建强');
    const onlooker = await ask('GET', '/v1/call-backs', { as: { role: 'auditor', division: '62' } });
    expect(onlooker.body.items[0].contact).toBeUndefined();
  });
});

describe('who wants no statements by text message', () => {
  const decline = async (hub: Awaited<ReturnType<typeof one>>, body: unknown, as: object = townshipStaff) =>
    hub.ask('PUT', '/v1/people/p-1/opt-out', { as: { ...townshipStaff, ...as }, body });

  it('is written down by whoever hears it, shown in the file, and lifted again', async () => {
    const hub = await one();
    const { status, body } = await decline(hub, { declined: true, note: '电话里说的' }, agent);
    expect([status, body.declined]).toEqual([200, '2026-11-05T10:00:00+08:00']);
    const file = await hub.ask('GET', '/v1/households/h-1', { as: townshipStaff });
    expect(file.body.members[0].contact.declined).toBe('2026-11-05T10:00:00+08:00');
    hub.clock.at += 1000;
    expect((await decline(hub, { declined: false })).body).not.toHaveProperty('declined');
    expect(await hub.stores.accessLog.of('p-1')).toMatchObject([
      { action: 'person.opt-out', note: '电话里说的' },
      { action: 'person.opt-in' },
    ]);
  });

  it.each([
    ['by staff of another township', { role: 'township', division: JICHUAN }, { declined: true }, 404],
    ['by an auditor', { role: 'auditor', division: '62' }, { declined: true }, 403],
    ['without saying what', {}, {}, 422],
  ] as const)('is not written %s', async (_, as, body, status) => {
    const hub = await one();
    expect((await decline(hub, body, as)).status).toBe(status);
    expect(
      (await hub.ask('GET', '/v1/households/h-1', { as: townshipStaff })).body.members[0].contact,
    ).not.toHaveProperty('declined');
  });
});
