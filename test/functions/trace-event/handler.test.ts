import { describe, expect, it } from 'vitest';
import { receiveEvents } from '../../../functions/receive-events/handler.ts';
import { assess } from '../../../functions/shared/assessing/assess.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import { createHasher } from '../../../functions/shared/keyed-hasher.ts';
import { memoryStores } from '../../../functions/shared/memory/stores.ts';
import { signRequest } from '../../../functions/shared/sign.ts';
import { traceEvent } from '../../../functions/trace-event/handler.ts';
import { compileProvince } from '../../../lib/province.ts';
import { makeDepartmentKey, makeEvent, makePerson, NOW } from '../../factories.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

const BASE = 'https://hub.example.gov.cn/v1/events';
const SOURCE = 'urn:jiuzhu:health';
const { province } = compileProvince('gansu');
const health = makeDepartmentKey({ keyid: 'health-1', department: 'health', sources: [SOURCE] });
const other = makeDepartmentKey({ keyid: 'education-1', department: 'education', sources: [SOURCE] });

/** Receives, assesses and traces over the stores in memory. */
async function openHub() {
  const hasher = createHasher(new Uint8Array(32).fill(7));
  const stores = memoryStores(hasher);
  for (const key of [health, other]) await stores.access.putKey(key);
  let made = 0;
  const ports = {
    ...stores,
    keys: stores.access.key,
    hasher,
    province,
    profile: province.profile,
    clock: { now: () => NOW },
    smsAvailable: true,
    parking: { send: async () => undefined },
    newPersonId: () => `p-${String(++made).padStart(22, '0')}`,
  };
  const handler = onHttp({ 'POST /v1/events': receiveEvents(ports), 'GET /v1/events': traceEvent(ports) });
  const call = async (method: string, query: string, key = health, body?: string) => {
    const { keyid, secret, algorithm } = key;
    const url = new URL(query === '' ? BASE : `${BASE}?${query}`);
    const signing = { method, url, keyid, secret, algorithm, now: NOW, nonce: `nonce-${++made}` };
    const headers = signRequest(body === undefined ? signing : { ...signing, body });
    const request = { headers, query: url.search.slice(1), ...(body !== undefined && { body }) };
    const answer = await handler(gatewayEvent(`${method} /v1/events`, request), gatewayContext());
    return { status: answer.statusCode, body: JSON.parse(answer.body ?? '') };
  };
  const entryOf = async (id: string) => {
    const found = (await stores.ledger.get([hasher.eventKey(SOURCE, id)])).get(hasher.eventKey(SOURCE, id));
    if (!found) throw new Error('not in the ledger');
    return found;
  };
  return {
    stores,
    hasher,
    post: (event: { id: string }) => call('POST', '', health, JSON.stringify(event)),
    assess: async (id: string) => assess(ports)([await entryOf(id)]),
    trace: (id: string, key = health) => call('GET', new URLSearchParams({ source: SOURCE, id }).toString(), key),
    call,
    entryOf,
  };
}

describe('the fate of an event', () => {
  it('of a grant says whether its recipient was told, and nothing else', async () => {
    const hub = await openHub();
    const key = makeDepartmentKey({ keyid: 'ca-1', department: 'civil-affairs', sources: [SOURCE] });
    await hub.stores.access.putKey(key);
    const data = { status: 'granted', grantedOn: '2026-11-05', programme: '临时救助', amount: 1200 };
    const grant = makeEvent('benefit-granted', { id: 'g-1', source: SOURCE, data });
    expect((await hub.call('POST', '', key, JSON.stringify(grant))).status).toBe(202);
    const traced = async () => (await hub.trace('g-1', key)).body;
    expect(await traced()).toEqual({ status: 'stored' });
    await hub.assess('g-1');
    expect(await traced()).toEqual({ status: 'assessed', recipient: { status: 'waiting', name: '还没有发' } });
    const [person = ''] = (await hub.stores.people.ids([hub.hasher.personKey(makePerson().idNumber)])).values();
    const [notice, ...others] = await hub.stores.notices.of(person);
    if (!notice || others.length > 0) throw new Error('one notice was due');
    await hub.stores.notices.settle(notice, ['queued'], { status: 'delivered', at: NOW });
    expect(await traced()).toMatchObject({
      recipient: { status: 'told', name: '已告知', at: '2026-11-05T10:00:00+08:00' },
    });
  });

  it('is stored, then assessed', async () => {
    const hub = await openHub();
    await hub.post(makeEvent('hospitalization', { id: '医-1' }));
    expect((await hub.trace('医-1')).body).toEqual({ status: 'stored' });
    await hub.assess('医-1');
    expect((await hub.trace('医-1')).body).toEqual({ status: 'assessed' });
  });

  it('names the warning that it is a reason of', async () => {
    const hub = await openHub();
    const key = makeDepartmentKey({ keyid: 'ca-1', department: 'civil-affairs', sources: [SOURCE] });
    await hub.stores.access.putKey(key);
    const roster = makeEvent('roster', { id: 'r-1', source: SOURCE });
    expect((await hub.call('POST', '', key, JSON.stringify(roster))).status).toBe(202);
    await hub.post(makeEvent('hospitalization', { id: 'h-1' }));
    await hub.assess('r-1');
    await hub.assess('h-1');
    const { body } = await hub.trace('h-1');
    expect(body).toEqual({ status: 'assessed', warningId: expect.stringMatching(/^h-.+\.1$/) });
  });

  it('of a retraction is assessed once it has left its mark', async () => {
    const hub = await openHub();
    const event = makeEvent('retraction', {
      id: 'x-1',
      source: SOURCE,
      data: { retracts: { source: SOURCE, id: 'no' } },
    });
    await hub.post(event);
    expect((await hub.trace('x-1')).body).toEqual({ status: 'stored' });
    await hub.assess('x-1');
    expect((await hub.trace('x-1')).body).toEqual({ status: 'assessed' });
  });

  it('is parked where it can never be assessed', async () => {
    const hub = await openHub();
    await hub.post(makeEvent('death', { source: SOURCE }));
    const { key } = await hub.entryOf('death-1');
    await hub.stores.ledger.park(key, { at: NOW, reason: 'unreadable' });
    expect((await hub.trace('death-1')).body).toEqual({ status: 'parked' });
  });

  it('is not found by another department, nor where there is none', async () => {
    const hub = await openHub();
    await hub.post(makeEvent('death', { source: SOURCE }));
    expect((await hub.trace('death-1', other)).status).toBe(404);
    expect((await hub.trace('nothing')).status).toBe(404);
  });

  it('is told to signed requests with source and id only', async () => {
    const hub = await openHub();
    expect((await hub.call('GET', 'id=1')).status).toBe(400);
    expect((await hub.call('GET', 'id=1&source=s', makeDepartmentKey({ keyid: 'nobody' }))).status).toBe(401);
  });
});
