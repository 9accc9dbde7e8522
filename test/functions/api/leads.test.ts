import { describe, expect, it } from 'vitest';
import { LEADS_SOURCE } from '../../../domain/lead.ts';
import { makeEvent, makePerson, NOW } from '../../factories.ts';
import { eventfulHub } from './eventful-hub.ts';
import { type countyStaff, JICHUAN, MAYING, provinceStaff, townshipStaff } from './hub.ts';

const DAY = 86_400_000;
const wang = makePerson(9, {
  name: '王守义',
  phone: undefined,
  registeredDivision: MAYING,
  residenceDivision: MAYING,
});
const description = '李家湾王大爷,腿摔坏了,一个人住';

const told = (data: Record<string, unknown> = {}) =>
  makeEvent('self-report', {
    id: 'call-77',
    data: {
      person: undefined,
      lead: { description, division: MAYING, contactPhone: '13912345678' },
      reportedBy: 'neighbour',
      via: 'hotline',
      ...data,
    },
  });

async function lead(data: Record<string, unknown> = {}) {
  const hub = eventfulHub();
  const [entry] = await hub.take(told(data));
  const key = entry?.key ?? '';
  const id = `l-${key}`;
  const joinKey = hub.hasher.eventKey(LEADS_SOURCE, key);
  const join = async (body: Record<string, unknown>, as: typeof townshipStaff | typeof countyStaff = townshipStaff) => {
    const version = (await hub.stores.warnings.latest(id))?.version ?? 0;
    const answer = await hub.ask('POST', `/v1/leads/${id}/join`, { as, body: { version, ...body } });
    await hub.assessStored(joinKey);
    return answer;
  };
  return { ...hub, key, id, joinKey, join };
}
const idNumber = wang.idNumber;

describe('a lead', () => {
  it('is shown with its place, how it was reported and its warning, and no number', async () => {
    const { ask, id } = await lead();
    const { status, body, text, headers } = await ask('GET', `/v1/leads/${id}`, { as: townshipStaff });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      description,
      place: '甘肃省定西市通渭县马营镇',
      via: 'hotline',
      reportedBy: 'neighbour',
      need: 'living',
      maskedContactPhone: '139****5678',
      department: '民政',
      version: 1,
      warning: { id: `${id}.1`, status: 'raised', level: 'blue' },
    });
    expect(headers['etag']).toBe('"1"');
    expect(text).not.toContain('13912345678');
  });

  it('shows the number of whoever reported it only for a purpose, and logs it', async () => {
    const { ask, id, stores } = await lead();
    const { body } = await ask('POST', `/v1/leads/${id}/phone`, { as: townshipStaff, body: { purpose: 'visit' } });
    expect(body).toEqual({ contactPhone: '+8613912345678' });
    expect(await stores.accessLog.of(id)).toMatchObject([{ action: 'lead.phone', purpose: 'visit' }]);
  });

  it.each([
    ['of another township', { role: 'township', division: JICHUAN }],
    ['of a village elsewhere', { role: 'village', division: '621121102201' }],
  ] as const)('does not exist for staff %s', async (_, as) => {
    const { ask, id } = await lead();
    expect((await ask('GET', `/v1/leads/${id}`, { as })).status).toBe(404);
    expect((await ask('POST', `/v1/leads/${id}/join`, { as, body: { idNumber, version: 1 } })).status).toBe(404);
  });

  it.each(['l-nothing', 'p-1', 'h-1'])('is not %s', async (id) => {
    const { ask } = await lead();
    expect((await ask('GET', `/v1/leads/${id}`, { as: provinceStaff })).status).toBe(404);
  });
});

describe('once it is known who it is', () => {
  it('the person has the warning, with the lead’s deadline, and there is one open', async () => {
    const { join, personId, stores, id, ask } = await lead();
    const before = await stores.warnings.latest(id);
    const answer = await join({ idNumber, name: '王守义' });
    expect(answer.status).toBe(202);
    const person = await personId(idNumber);
    expect(answer.body).toMatchObject({ lead: id, person: { id: person, maskedName: '王**' } });
    const [merged, own] = [await stores.warnings.latest(id), await stores.warnings.latest(person)];
    expect(merged).toMatchObject({ status: 'merged', version: 2 });
    expect(own).toMatchObject({
      status: 'raised',
      township: MAYING,
      dueAt: before?.dueAt,
      visitDue: before?.visitDue,
      raisedAt: before?.raisedAt,
    });
    expect((await stores.warnings.history(id, 1)).at(-1)).toMatchObject({
      change: 'merged',
      detail: `并入 ${own?.number}`,
    });
    expect((await stores.warnings.openIn(MAYING)).items.map(({ subject }) => subject)).toEqual([person]);
    const { body } = await ask('GET', `/v1/leads/${id}`, { as: townshipStaff });
    expect(body).toMatchObject({ joined: { id: person }, warning: { status: 'merged' } });
    expect(body.retracted).toBeUndefined();
  });

  it('the warning goes on at the deadline that was promised, days later, and what was seen stays', async () => {
    const { join, personId, stores, id, clock, ask } = await lead();
    clock.at = NOW + DAY;
    const visit = { visitedAt: '2026-11-06T09:00:00+08:00', met: 'neighbour', findings: '人不在家', needs: ['care'] };
    await ask('POST', `/v1/warnings/${id}.1/visit`, { as: townshipStaff, body: { ...visit, version: 1 } });
    const before = await stores.warnings.latest(id);
    clock.at = NOW + 3 * DAY;
    await join({ idNumber, name: '王守义' });
    const person = await personId(idNumber);
    const own = await stores.warnings.latest(person);
    expect(own).toMatchObject({ status: 'visited', dueAt: before?.feedbackDue.at, visits: [{ findings: '人不在家' }] });
    const { body } = await ask('GET', `/v1/households/${person}`, { as: townshipStaff });
    const lines: { kind: string; visit?: { findings: string; by: string } }[] = body.timeline;
    expect(lines.filter(({ kind }) => kind === 'visit')).toMatchObject([
      { visit: { findings: '人不在家', by: 's-township', needs: ['care'] } },
    ]);
  });

  it('it is merged into the warning that the household has already, which takes over visits and the earlier deadline', async () => {
    const hub = await lead();
    const { take, join, personId, stores, clock, id } = hub;
    clock.at = NOW + DAY;
    await take(
      makeEvent('roster', {
        id: 'r-9',
        data: { person: wang, household: { id: 'H-9', relation: 'head', since: '2020-01-01' } },
      }),
      makeEvent('hospitalization', { id: 'stay-9', data: { person: wang } }),
    );
    const household =
      (await stores.people.get([await personId(idNumber)])).get(await personId(idNumber))?.household ?? '';
    const before = await stores.warnings.latest(household);
    const promised = await stores.warnings.latest(id);
    expect(before?.dueAt).toBeGreaterThan(promised?.dueAt ?? 0);
    clock.at += DAY;
    await join({ person: await personId(idNumber) });
    const after = await stores.warnings.latest(household);
    expect(after).toMatchObject({ id: before?.id, status: 'raised' });
    expect(after?.dueAt).toBeLessThanOrEqual(promised?.dueAt ?? 0);
    expect(after?.factors.map(({ indicator }) => indicator)).toContain('self-report');
    expect(await stores.warnings.latest(id)).toMatchObject({ status: 'merged' });
    expect((await stores.warnings.openIn(MAYING)).items).toHaveLength(1);
  });

  it('one that was verified already sends nobody out again, then or later', async () => {
    const { join, take, personId, stores, id, clock, ask } = await lead();
    clock.at = NOW + DAY;
    const finish = { visitedAt: '2026-11-06T09:00:00+08:00', met: 'self', findings: '已有低保', needs: [] };
    const body = { ...finish, outcome: 'already-aided', version: 1 };
    expect((await ask('POST', `/v1/warnings/${id}.1/finish`, { as: townshipStaff, body })).status).toBe(200);
    clock.at = NOW + 2 * DAY;
    await join({ idNumber });
    const person = await personId(idNumber);
    expect(await stores.warnings.latest(person)).toBeUndefined();
    await take(makeEvent('move', { id: 'm-9', data: { person: wang, residence: MAYING } }));
    expect(await stores.warnings.latest(person)).toBeUndefined();
    const { body: file } = await ask('GET', `/v1/households/${person}`, { as: townshipStaff });
    expect(JSON.stringify(file.timeline)).toContain('已有低保');
  });

  it('the same again changes nothing; another person is refused', async () => {
    const { join, stores, personId, id } = await lead();
    await join({ idNumber });
    const warning = await stores.warnings.latest(await personId(idNumber));
    expect((await join({ idNumber, version: 1 })).status).toBe(202);
    expect(await stores.warnings.latest(await personId(idNumber))).toEqual(warning);
    expect((await join({ idNumber: makePerson(10).idNumber })).status).toBe(409);
    expect((await stores.warnings.latest(id))?.status).toBe('merged');
  });

  it.each([
    ['without a version', { version: undefined }, 428],
    ['on a version that has passed', { version: 7 }, 409],
    ['with a number that is none', { idNumber: '620122196803051230' }, 422],
    ['with somebody the caller does not see', { idNumber: undefined, person: 'p-unknown' }, 404],
  ])('joining %s is refused', async (_, change, status) => {
    const { join, stores, joinKey } = await lead();
    expect((await join({ idNumber, ...change })).status).toBe(status);
    expect((await stores.ledger.get([joinKey])).size).toBe(0);
  });

  it('the phone of a neighbour never becomes the person’s', async () => {
    const { join, stores, personId, hasher } = await lead();
    await join({ idNumber, name: '王守义' });
    const id = await personId(idNumber);
    expect((await stores.people.get([id])).get(id)?.phone).toBeUndefined();
    expect(await stores.people.byPhone(hasher.phoneKey('+8613912345678'))).toEqual([]);
  });

  it('the phone of whoever reported themselves does', async () => {
    const { join, stores, personId } = await lead({ reportedBy: 'self' });
    await join({ idNumber });
    const id = await personId(idNumber);
    expect((await stores.people.get([id])).get(id)?.phone?.value).toBe('+8613912345678');
  });

  it('a roster’s word on where they live counts for more than where they were found', async () => {
    const hub = await lead();
    const home = { ...wang, residenceDivision: JICHUAN };
    await hub.take(makeEvent('roster', { id: 'r-8', data: { person: home, household: undefined } }));
    await hub.join({ idNumber });
    const id = await hub.personId(idNumber);
    expect((await hub.stores.people.get([id])).get(id)?.residence?.value).toBe(JICHUAN);
    expect((await hub.stores.warnings.latest(id))?.township).toBe(JICHUAN);
  });

  it('is logged at the lead and at the person', async () => {
    const { join, stores, personId, id } = await lead();
    await join({ idNumber });
    expect((await stores.accessLog.of(id)).map(({ action }) => action)).toContain('lead.join');
    expect((await stores.accessLog.of(await personId(idNumber))).map(({ action }) => action)).toEqual(['lead.join']);
  });
});

describe('a department that takes its lead back', () => {
  const retraction = makeEvent('retraction', {
    id: 'x-1',
    source: 'urn:jiuzhu:civil-affairs',
    data: { retracts: { source: 'urn:jiuzhu:civil-affairs', id: 'call-77' }, reason: '打错了' },
  });

  it('after it was joined takes the person’s warning away with it', async () => {
    const { join, take, stores, personId } = await lead();
    await join({ idNumber });
    await take(retraction);
    expect(await stores.warnings.latest(await personId(idNumber))).toMatchObject({ status: 'withdrawn' });
  });

  it('before, leaves nothing to join', async () => {
    const { join, take, ask, id } = await lead();
    await take(retraction);
    expect((await ask('GET', `/v1/leads/${id}`, { as: townshipStaff })).body).toMatchObject({ retracted: true });
    expect((await join({ idNumber })).status).toBe(409);
  });

  it('at the same moment takes it back too, whichever is assessed first', async () => {
    const hub = await lead();
    const body = { idNumber, version: 1 };
    await hub.ask('POST', `/v1/leads/${hub.id}/join`, { as: townshipStaff, body });
    await hub.take(retraction);
    await hub.assessStored(hub.joinKey);
    expect(await hub.stores.warnings.latest(await hub.personId(idNumber))).toBeUndefined();
  });
});
