import { describe, expect, it } from 'vitest';
import { makeIdentityNumber } from '../../../domain/identity-number.ts';
import { signRequest } from '../../../functions/shared/sign.ts';
import { type EventOverrides, makeDepartmentKey, makeEvent, makeOneOfEach, makePerson, NOW } from '../../factories.ts';
import { Desk, hasher } from './desk.ts';

const expense = (n: number, overrides: EventOverrides = {}) =>
  makeEvent('medical-expense', { id: `e-${n}`, ...overrides });
const everybody = makeDepartmentKey({ keyid: 'test-everybody-1' });
const asEverybody = { keyid: everybody.keyid };

describe('one structured event', () => {
  it('is accepted, stored as it was sent, and named in the request’s manifest', async () => {
    const desk = await Desk.open();
    const event = expense(1, { data: { totalAmount: '48000.00' } });
    const answer = await desk.post(event);
    expect(answer.http).toBe(202);
    expect(answer.results).toEqual([{ id: 'e-1', status: 'accepted' }]);
    const key = hasher.eventKey(event.source, event.id);
    expect((await desk.ledger.get([key])).get(key)).toMatchObject({
      key,
      name: 'medical-expense',
      department: 'medical-insurance',
      storedAt: NOW,
      time: '2026-11-05T09:30:00+08:00',
      data: event.data,
    });
    expect(await desk.manifests()).toEqual([
      { department: 'medical-insurance', keyid: 'test-medical-insurance-1', nonce: 'n-1', at: NOW, events: [key] },
    ]);
  });

  it('is a duplicate with the same content, in whatever order its fields stand', async () => {
    const desk = await Desk.open();
    const event = expense(1);
    await desk.post(event);
    const shuffled = { ...event, data: Object.fromEntries(Object.entries(event.data).reverse()) };
    const answer = await desk.post(shuffled);
    expect([answer.http, answer.results[0]?.status]).toEqual([200, 'duplicate']);
  });

  it('is a conflict with other content: nothing changes, and the answer says how to correct', async () => {
    const desk = await Desk.open();
    await desk.post(expense(1));
    const answer = await desk.post(expense(1, { data: { personalBurden: 1 } }));
    expect([answer.http, answer.results[0]?.status]).toEqual([409, 'conflict']);
    expect(answer.detail).toContain('更正请用新编号,并写 supersedes');
    const key = hasher.eventKey('urn:jiuzhu:medical-insurance', 'e-1');
    expect((await desk.ledger.get([key])).get(key)?.data).toEqual(expense(1).data);
  });

  it.each([
    ['an unknown field, by its name', { data: { personalBurdn: 1 } }, 'data.personalBurdn', 'unknown-field'],
    ['a missing field', { data: { settlementId: undefined } }, 'data.settlementId', 'invalid_type'],
    ['a third decimal', { data: { personalBurden: 1.001 } }, 'data.personalBurden', 'invalid'],
    ['an ID number in an attribute', { id: `S-${makePerson().idNumber}` }, 'id', 'personal-data'],
    ['a phone in the source', { source: 'urn:jiuzhu:medical-insurance/13800138000' }, 'source', 'personal-data'],
    ['a time without offset', { time: '2026-11-05T09:30:00' }, 'time', 'invalid_format'],
    ['a type that is none', { type: 'jiuzhu.unknown.v1' }, 'type', 'unknown-type'],
    ['a date in the future', { data: { settledOn: '2026-11-06' } }, 'data.settledOn', 'future'],
    ['half a character', { data: { hospital: '\ud83d' } }, 'data', 'malformed-text'],
    ['itself superseded', { id: 'e-1', supersedes: 'e-1' }, 'supersedes', 'itself'],
  ])('is refused with 422 for %s', async (_, overrides, path, code) => {
    const desk = await Desk.open();
    const answer = await desk.post(expense(1, overrides));
    expect([answer.http, answer.results[0]?.status]).toEqual([422, 'invalid']);
    expect(answer.errors?.map((issue) => [issue.path, issue.code])).toContainEqual([path, code]);
    expect(answer.errors?.every(({ message }) => /\p{Script=Han}/u.test(message))).toBe(true);
    expect(desk.stored.size).toBe(0);
    expect(answer.text).not.toContain(makePerson().idNumber);
  });

  it.each([
    ['of a type that is another department’s', makeEvent('unemployment', { source: 'urn:jiuzhu:medical-insurance' })],
    ['from a source that is another department’s', expense(1, { source: 'urn:jiuzhu:health' })],
    ['from a source that only begins alike', expense(1, { source: 'urn:jiuzhu:medical-insurance2' })],
    ['that retracts another source’s', retraction('urn:jiuzhu:health', 'x')],
    ['about somebody elsewhere', outside({ registeredDivision: '610102001', residenceDivision: '610102001' })],
  ])('is forbidden (403) %s', async (_, event) => {
    const answer = await (await Desk.open()).post(event);
    expect([answer.http, answer.results[0]?.status]).toEqual([403, 'forbidden']);
    expect(answer.detail).toMatch(/\p{Script=Han}/u);
  });

  it.each([
    ['from a source below its own', expense(1, { source: 'urn:jiuzhu:medical-insurance/longxi' })],
    ['about somebody registered elsewhere who lives here', outside({ registeredDivision: '610102001' })],
    ['about somebody registered here who lives elsewhere', outside({ residenceDivision: '610102001' })],
    ['about somebody without divisions', outside({ registeredDivision: undefined, residenceDivision: undefined })],
    ['that retracts what never came', retraction('urn:jiuzhu:medical-insurance', 'nothing')],
  ])('is accepted %s', async (_, event) => {
    expect((await (await Desk.open()).post(event)).http).toBe(202);
  });

  it('about a lead is held against the area by the lead’s own division', async () => {
    const lead = (division: string) =>
      makeEvent('self-report', { data: { person: undefined, lead: { description: '独居老人无人照料', division } } });
    const desk = await Desk.open();
    expect((await desk.post(lead('621122105'), asEverybody)).http).toBe(202);
    expect((await desk.post({ ...lead('620102001'), id: '2' }, asEverybody)).http).toBe(403);
  });

  it('that retracts or supersedes another department’s event is forbidden even where the sources overlap', async () => {
    const desk = await Desk.open();
    await desk.post(expense(1));
    const source = 'urn:jiuzhu:medical-insurance';
    expect((await desk.post(retraction(source, 'e-1'), asEverybody)).http).toBe(403);
    const superseding = makeEvent('hospitalization', { id: 'h-2', source, supersedes: 'e-1' });
    expect((await desk.post(superseding, asEverybody)).http).toBe(403);
    expect((await desk.post(retraction(source, 'e-1'))).http).toBe(202);
  });

  it.each(makeOneOfEach().map((event) => [event.type, event] as const))(
    'of type %s is accepted',
    async (type, event) => {
      const medical = /medical|retraction/.test(type);
      expect((await (await Desk.open()).post(event, medical ? {} : asEverybody)).http).toBe(202);
    },
  );
});

describe('an ID number as spreadsheets leave it', () => {
  const withNumber = (idNumber: string) => expense(1, { data: { person: makePerson(1, { idNumber }) } });

  it('is refused with the reason where digits were lost', async () => {
    const answer = await (await Desk.open()).post(withNumber('6.20704E+17'));
    expect([answer.http, answer.errors?.[0]?.path]).toEqual([422, 'data.person.idNumber']);
    expect(answer.errors?.[0]?.message).toContain('科学计数法');
  });

  it.each([
    ['15 digits', '622421680305123'],
    ['an abolished county', makeIdentityNumber('110103', '19680305', 12)],
    [
      'full-width digits',
      makePerson().idNumber.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    ],
  ])('is accepted with %s', async (_, idNumber) => {
    const answer = await (await Desk.open()).post(withNumber(idNumber));
    expect([answer.http, answer.errors]).toEqual([202, undefined]);
  });
});

describe('a batch', () => {
  it('of 500 with one wrong event leaves 499 accepted, and says which in order', async () => {
    const desk = await Desk.open();
    const events = Array.from({ length: 500 }, (_, n) =>
      expense(n, n === 250 ? { data: { personalBurden: 'viel' } } : {}),
    );
    const answer = await desk.post(events);
    expect(answer.http).toBe(207);
    expect(answer.results).toHaveLength(500);
    expect(answer.results.findIndex(({ status }) => status === 'invalid')).toBe(250);
    expect(answer.results.filter(({ status }) => status === 'accepted')).toHaveLength(499);
    expect(desk.stored.size).toBe(499);
  });

  it.each([
    [500, 202],
    [501, 413],
  ])('of %i events is answered with %i', async (size, status) => {
    expect((await (await Desk.open()).post(Array.from({ length: size }, (_, n) => expense(n)))).http).toBe(status);
  });

  it('names the same event twice: the second is a duplicate, or a conflict where it says something else', async () => {
    const answer = await (await Desk.open()).post([
      expense(1),
      expense(1),
      expense(1, { data: { personalBurden: 1 } }),
      expense(2),
    ]);
    expect(answer.http).toBe(207);
    expect(answer.results.map(({ status }) => status)).toEqual(['accepted', 'duplicate', 'conflict', 'accepted']);
  });

  it('of duplicates only is well: 202', async () => {
    const desk = await Desk.open();
    await desk.post([expense(1), expense(2)]);
    const answer = await desk.post([expense(1), expense(2)]);
    expect([answer.http, ...answer.results.map(({ status }) => status)]).toEqual([202, 'duplicate', 'duplicate']);
  });

  it('with anything in it, even no event at all, gets a result for each', async () => {
    const answer = await (await Desk.open()).post([null, 1, 'text', [], {}, expense(1)]);
    expect(answer.results.map(({ status }) => status)).toEqual([...Array(5).fill('invalid'), 'accepted']);
  });

  it('of which one event could not be stored is answered 503; what was stored is a duplicate next time', async () => {
    const desk = await Desk.open();
    desk.broken.add(hasher.eventKey('urn:jiuzhu:medical-insurance', 'e-2'));
    const first = await desk.post([expense(1), expense(2), expense(3)]);
    expect([first.http, first.headers['retry-after']]).toEqual([503, '5']);
    desk.broken.clear();
    const second = await desk.post([expense(1), expense(2), expense(3)]);
    expect(second.http).toBe(202);
    expect(second.results.map(({ status }) => status)).toEqual(['duplicate', 'accepted', 'duplicate']);
  });
});

describe('the department’s month', () => {
  const counted = (desk: Desk) =>
    desk.stores.counters.read('D#medical-insurance#620000000', '2026-11-05', '2026-11-05');

  it('has what became of each event, by the type that it said', async () => {
    const desk = await Desk.open();
    await desk.post([
      expense(1),
      expense(2),
      expense(2),
      outside({ residenceDivision: '110101' }),
      { type: 'nonsense' },
    ]);
    await desk.post([expense(1), expense(2, { data: { totalAmount: 99_999 } })]);
    expect(await counted(desk)).toEqual({
      'medical-expense#accepted': 2,
      'medical-expense#duplicate': 2,
      'medical-expense#rejected': 2,
      'unknown#rejected': 1,
    });
  });

  it('has nothing of a request that was not answered with results', async () => {
    const desk = await Desk.open();
    desk.broken.add(hasher.eventKey(expense(1).source, expense(1).id));
    expect((await desk.post([expense(1), expense(2)])).http).toBe(503);
    expect((await desk.send('{')).http).toBe(400);
    expect(await counted(desk)).toEqual({});
  });

  it('keeps nobody from their answer where it cannot be counted', async () => {
    const desk = await Desk.open();
    desk.counting = () => Promise.reject(new Error('no table'));
    const { http, results } = await desk.post([expense(1)]);
    expect([http, results.map(({ status }) => status)]).toEqual([202, ['accepted']]);
    expect(desk.stored.size).toBe(1);
  });
});

describe('a request', () => {
  it('without a signature is refused and stores nothing', async () => {
    const desk = await Desk.open();
    const answer = await desk.receive({ 'content-type': 'application/cloudevents+json' }, JSON.stringify(expense(1)));
    expect([answer.http, desk.stored.size, (await desk.manifests()).length]).toEqual([401, 0, 0]);
  });

  it('whose body was changed on the way is refused', async () => {
    const desk = await Desk.open();
    const body = JSON.stringify(expense(1));
    const { keyid, secret, algorithm } = makeDepartmentKey();
    const url = 'https://hub.example.gov.cn/v1/events';
    const headers = signRequest({ method: 'POST', url, body, keyid, secret, algorithm, now: NOW, nonce: 'n' });
    expect((await desk.receive(headers, body.replace('e-1', 'e-2'))).http).toBe(401);
    expect((await desk.receive(headers, body)).http).toBe(202);
    const replayed = await desk.receive(headers, body);
    expect([replayed.http, replayed.detail]).toEqual([401, expect.stringContaining('nonce')]);
  });

  it('signed seven minutes ago is refused and told by how much the clock is wrong', async () => {
    const answer = await (await Desk.open()).post(expense(1), { now: NOW - 7 * 60_000 });
    expect([answer.http, answer.detail]).toEqual([401, expect.stringContaining('本机时间慢了7分钟')]);
  });

  it('that is refused as a whole uses no nonce', async () => {
    const desk = await Desk.open();
    await desk.send('{', { nonce: 'once' });
    expect((await desk.post(expense(1), { nonce: 'once' })).http).toBe(202);
  });

  it.each([
    ['not JSON', '{"id":', {}, 400],
    ['not UTF-8', new Uint8Array([0x22, 0xc4, 0xe3, 0x22]), {}, 400],
    ['empty', '', {}, 400],
    ['a batch under the type of one event', '[]', {}, 400],
    ['one event under the type of a batch', '{}', { contentType: 'application/cloudevents-batch+json' }, 400],
    ['of another type', '{}', { contentType: 'application/json' }, 415],
    ['in another character set', '{}', { contentType: 'application/cloudevents+json; charset=gbk' }, 415],
    ['over 1 MiB', ' '.repeat(1_048_577), {}, 413],
    ['exactly 1 MiB, and not JSON', ' '.repeat(1_048_576), {}, 400],
  ])('that is %s is refused as it should be', async (_, body, overrides, status) => {
    const answer = await (await Desk.open()).send(body, overrides);
    expect(answer.http).toBe(status);
    expect(answer.title).toMatch(/\p{Script=Han}/u);
  });

  it('may name UTF-8 as its character set', async () => {
    const contentType = 'application/cloudevents+json; charset=utf-8';
    expect((await (await Desk.open()).post(expense(1), { contentType })).http).toBe(202);
  });
});

function retraction(source: string, id: string) {
  return makeEvent('retraction', {
    id: `retract-${id}`,
    source: 'urn:jiuzhu:medical-insurance',
    data: { retracts: { source, id } },
  });
}

function outside(person: Record<string, unknown>) {
  const known = Object.entries(makePerson(1, person)).filter(([, value]) => value !== undefined);
  return expense(1, { data: { person: Object.fromEntries(known) } });
}
