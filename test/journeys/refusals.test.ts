import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signRequest } from '../../functions/shared/sign.ts';
import { answerOf, type CloudEvent, type Journey, startJourney } from './hub.ts';
import { numberOf, sample, somebody } from './samples.ts';

/** What the door answers to what is not right (api.md). */
let hub: Journey;
beforeAll(async () => {
  hub = await startJourney({ at: '2026-11-20T10:01' });
});
afterAll(() => hub?.stop());

const SINGLE = 'application/cloudevents+json';
const MINUTE = 60_000;
const illness = (changes: Parameters<typeof sample>[1] = {}) =>
  sample('chronic-disease', { person: numberOf(somebody()), ...changes });
const one = (event: CloudEvent, department = 'health') =>
  hub.send(department, { body: JSON.stringify(event), contentType: SINGLE });
const batch = (events: readonly unknown[], department = 'health') =>
  hub.send(department, { body: JSON.stringify(events) });

describe('a request that is none', () => {
  it.each([
    ['malformed JSON', '[{"id":', 400],
    ['an object where a batch should be', '{}', 400],
    ['not UTF-8', new Uint8Array([0x5b, 0x22, 0xd6, 0xd0, 0xce, 0xc4, 0x22, 0x5d]), 400],
    ['more than one MiB', JSON.stringify(['x'.repeat(1_048_577)]), 413],
    ['501 events', JSON.stringify(Array.from({ length: 501 }, () => ({}))), 413],
  ])('of %s is refused as a whole', async (_, body, status) => {
    const answer = await hub.send('health', { body });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.stringMatching(/\p{Script=Han}/u),
    });
  });

  it('of another content type is refused', async () => {
    expect(await hub.send('health', { body: '[]', contentType: 'application/json' })).toMatchObject({ status: 415 });
  });

  it('is an array where one event was announced', async () => {
    expect(await hub.send('health', { body: '[]', contentType: SINGLE })).toMatchObject({ status: 400 });
  });
});

describe('a signature', () => {
  it('that is missing is asked for', async () => {
    const headers = { 'content-type': SINGLE };
    const answer = await answerOf(
      await fetch(`${hub.url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(illness()) }),
    );
    expect(answer.status).toBe(401);
  });

  it.each([
    ['of another body', () => ({ body: '[]', headers: { 'content-digest': `sha-256=:${'A'.repeat(43)}=:` } })],
    ['by a secret that is not the key’s', () => ({ body: '[]', signed: { secret: 'd3Jvbmc=' } })],
    ['by a key nobody has', () => ({ body: '[]', signed: { keyid: 'nobody' } })],
    ['of another address', () => ({ body: '[]', signed: { url: `${hub.url}/v1/elsewhere` } })],
  ])('%s is refused', async (_, posting) => {
    expect(await hub.send('health', posting())).toMatchObject({ status: 401 });
  });

  it('does not fit a body that was changed on the way', async () => {
    const target = `${hub.url}/v1/events`;
    const [signed, sent] = [illness(), illness()].map((event) => JSON.stringify([event]));
    const key = await hub.keyOf('health');
    const request = { method: 'POST', url: target, contentType: 'application/cloudevents-batch+json', ...key };
    const headers = signRequest({ ...request, body: signed ?? '', now: hub.now(), nonce: randomUUID() });
    const answer = await answerOf(await fetch(target, { method: 'POST', headers, body: sent ?? '' }));
    expect(answer.status).toBe(401);
  });

  it.each([
    [-7, '慢了7分钟'],
    [9, '快了9分钟'],
  ])('made %i minutes off says by how much the clock is wrong', async (minutes, said) => {
    const answer = await hub.send('health', { body: '[]', signed: { now: hub.now() + minutes * MINUTE } });
    expect(answer).toMatchObject({ status: 401, body: { detail: expect.stringContaining(said) } });
  });

  it('is used once', async () => {
    const posting = { body: JSON.stringify([illness()]), signed: { nonce: randomUUID(), now: hub.now() } };
    expect(await hub.send('health', posting)).toMatchObject({ status: 202 });
    expect(await hub.send('health', posting)).toMatchObject({ status: 401 });
    const again = await hub.send('health', { body: posting.body });
    expect(again).toMatchObject({ status: 202, body: { results: [{ status: 'duplicate' }] } });
  });
});

describe('one event by itself answers', () => {
  it('202, then 200 as a duplicate, then 409 with other content and how to correct it', async () => {
    const event = illness();
    expect(await one(event)).toMatchObject({ status: 202, body: { results: [{ id: event.id, status: 'accepted' }] } });
    expect(await one(event)).toMatchObject({ status: 200, body: { results: [{ status: 'duplicate' }] } });
    const other = { ...event, data: { ...event.data, seriousness: 'chronic' } };
    expect(await one(other)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('supersedes'), results: [{ status: 'conflict' }] },
    });
    expect(await one(event)).toMatchObject({ status: 200 });
  });

  it('422 with the field that is wrong, and never what stood there', async () => {
    const person = { idNumber: '621121196511120314' };
    const answer = await one(illness({ person, data: { seriousnes: 'serious' } }));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      results: [
        {
          status: 'invalid',
          errors: expect.arrayContaining([
            expect.objectContaining({ path: 'data.person.idNumber' }),
            expect.objectContaining({ path: 'data.seriousnes', message: expect.stringMatching(/\p{Script=Han}/u) }),
          ]),
        },
      ],
    });
    expect(answer.text).not.toContain(person.idNumber);
  });

  it.each([
    [
      'a type that is another department’s',
      () =>
        one(
          illness({
            type: 'jiuzhu.unemployment.v1',
            person: undefined,
            data: {
              person: numberOf(somebody()),
              registeredOn: '2026-11-09',
              seriousness: undefined,
              certifiedOn: undefined,
              validUntil: undefined,
              disease: undefined,
            },
          }),
        ),
      '不能报送',
    ],
    ['a source that is another’s', () => one(illness({ source: '//education.gansu/tongwei' })), 'source'],
    [
      'a retraction of another’s event',
      () => one(sample('retraction', { data: { retracts: { source: '//education.gansu/tongwei', id: 'x' } } })),
      '撤回',
    ],
  ])('403 to %s', async (_, post, said) => {
    expect(await post()).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining(said), results: [{ status: 'forbidden' }] },
    });
  });

  it('403 about somebody who lives outside the department’s area', async () => {
    await hub.keyOf('disabled-persons', '621121');
    const abroad = somebody({ residenceDivision: '620102003', registeredDivision: '620102003' });
    expect(await one(sample('disability', { person: abroad }), 'disabled-persons')).toMatchObject({ status: 403 });
    const registeredHere = { ...abroad, registeredDivision: '621121101' };
    expect(await one(sample('disability', { person: registeredHere }), 'disabled-persons')).toMatchObject({
      status: 202,
    });
  });
});

describe('a batch', () => {
  it('of 500 with a wrong one leaves the other 499 accepted', async () => {
    const events = Array.from({ length: 500 }, (_, i) => illness(i === 250 ? { data: { seriousness: 'very' } } : {}));
    const answer = await batch(events);
    expect(answer.status).toBe(207);
    const { results } = JSON.parse(answer.text);
    expect(results.map(({ id }: { id: string }) => id)).toEqual(events.map(({ id }) => id));
    expect(Map.groupBy(results, ({ status }: { status: string }) => status).get('accepted')).toHaveLength(499);
    expect(results[250]).toMatchObject({ status: 'invalid', errors: [{ path: 'data.seriousness' }] });
  });

  it('says of each event what became of it, in order', async () => {
    const known = illness();
    await batch([known]);
    const events = [
      known,
      { ...known, data: { ...known.data, seriousness: 'chronic' } },
      illness({ source: '//education.gansu' }),
      'no event',
      illness(),
    ];
    expect(await batch(events)).toMatchObject({
      status: 207,
      body: {
        results: [
          { status: 'duplicate' },
          { status: 'conflict' },
          { status: 'forbidden' },
          { id: null, status: 'invalid' },
          { status: 'accepted' },
        ],
      },
    });
  });

  it('takes the same event twice as one and its duplicate', async () => {
    const event = illness();
    expect(await batch([event, event])).toMatchObject({
      status: 202,
      body: { results: [{ status: 'accepted' }, { status: 'duplicate' }] },
    });
  });

  it('of none is taken', async () => {
    expect(await batch([])).toMatchObject({ status: 202, body: { results: [] } });
  });
});

describe('an event’s fate', () => {
  const trace = async (query: string, department = 'health') => {
    const url = `${hub.url}/v1/events?${query}`;
    const key = await hub.keyOf(department);
    const headers = signRequest({ method: 'GET', url, now: hub.now(), nonce: randomUUID(), ...key });
    return answerOf(await fetch(url, { headers }));
  };
  const ID = '慢病 2026/11&之一+二=三?';

  it.each([
    ['percent-encoded', encodeURIComponent(ID)],
    ['as a form writes it', new URLSearchParams({ id: ID }).toString().slice('id='.length)],
    ['in lower-case hexadecimal', encodeURIComponent(ID).replace(/%../g, (octet) => octet.toLowerCase())],
  ])('is found by an id with Chinese and reserved characters, %s', async (_, id) => {
    const event = sample('self-report', { person: somebody(), id: ID, source: '//civil-affairs.gansu/通渭' });
    await hub.post(event);
    await hub.hub.drained();
    const answer = await trace(`source=${encodeURIComponent(event.source)}&id=${id}`, 'civil-affairs');
    expect(answer).toMatchObject({ status: 200, body: { status: 'assessed', warningId: expect.any(String) } });
  });

  it('is told to its own department only', async () => {
    const event = illness();
    await hub.post(event);
    const query = new URLSearchParams({ source: event.source, id: event.id }).toString();
    expect(await trace(query, 'education')).toMatchObject({ status: 404 });
    expect(await trace(query)).toMatchObject({ status: 200 });
  });

  it('needs both names of it', async () => {
    expect(await trace('id=x')).toMatchObject({ status: 400 });
  });
});
