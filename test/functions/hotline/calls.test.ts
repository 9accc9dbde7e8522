import { beforeEach, describe, expect, it } from 'vitest';
import { orderActs } from '../../../domain/hotline-order.ts';
import { makeIdentityNumber } from '../../../domain/identity-number.ts';
import { makeEvent, makePerson, NOW } from '../../factories.ts';
import { FULIANG_OFFICE, makeOrder, XIANGHU, XIANGHU_OFFICE } from '../../hotline.ts';
import { agent, county, makeHotline, otherTownship, township } from './hub.ts';

const PHONE = '13800138001';
const UNBORN = makeIdentityNumber('360222', '20300101', 1);
const lead = { description: '湘湖村王大爷,70来岁,独居', division: XIANGHU };
const call = {
  kind: 'help',
  text: '邻居王大爷摔伤在家,没有人照顾',
  division: XIANGHU,
  caller: { name: '李桂兰', phone: PHONE, relation: 'neighbour' },
};
let hub: ReturnType<typeof makeHotline>;
beforeEach(() => {
  hub = makeHotline();
});

const take = async (more: Record<string, unknown> = {}, as: Parameters<typeof hub.act>[2] = agent) => {
  const { status, body } = await hub.ask('POST', '/v1/calls', { as, body: { ...call, ...more } });
  expect([status, body.errors]).toEqual([201, undefined]);
  return String(body.id);
};
const dispatched = async (more: Record<string, unknown> = {}) => {
  const id = await take(more);
  await hub.act(id, 'dispatch', agent, { owner: XIANGHU_OFFICE });
  return id;
};

describe('taking a call', () => {
  it('makes a work order with its number, its deadline and why, masked', async () => {
    const { status, body, headers, text } = await hub.ask('POST', '/v1/calls', { as: agent, body: call });
    expect([status, headers['etag']]).toEqual([201, '"1"']);
    expect(body).toMatchObject({
      number: expect.stringMatching(/^G2611-\d{8}$/),
      status: 'received',
      division: XIANGHU,
      place: '湘湖镇',
      firstAccepter: { by: 's-hotline', role: 'hotline', division: '360222' },
      caller: { maskedName: '李**', maskedPhone: '138****8001', relation: 'neighbour' },
      deadline: { of: 'dispatch', at: '2026-11-07T00:00:00+08:00', why: expect.stringContaining('第1个工作日') },
      openActs: ['dispatch', 'conference', 'reply', 'redirect', 'link'],
    });
    expect(text).not.toMatch(/李桂兰|13800138001/);
    expect(await hub.ports.accessLog.of(body.id)).toMatchObject([{ action: 'call.receive' }]);
  });

  it('twice by one key makes one order, also across the end of a month; other content under it is refused', async () => {
    hub.time.now = Date.parse('2026-11-30T15:59:58Z');
    const headers = { 'idempotency-key': 'line-7-0042' };
    const ask = (body: unknown) => hub.ask('POST', '/v1/calls', { as: agent, body, headers });
    const first = await ask(call);
    hub.time.now += 5_000;
    const again = await ask(call);
    expect([again.status, again.body.number]).toEqual([201, first.body.number]);
    expect((await ask({ ...call, text: '另一件事' })).status).toBe(409);
    const { body } = await hub.ask('GET', '/v1/calls', { as: agent });
    expect(body.items).toHaveLength(1);
  });

  it('of somebody in danger says whom to call, and the county has a text message at once', async () => {
    const { body } = await hub.ask('POST', '/v1/calls', { as: agent, body: { ...call, emergency: ['120'] } });
    expect(body).toMatchObject({ urgency: 'emergency', dueAt: '2026-11-05T11:00:00+08:00', emergency: ['120'] });
    expect(body.advice).toBe('有人身安全危险:请马上转接或请来电人拨打120(急救),不要等工单。县里的民政单位已同时通知。');
    expect(await hub.ports.notices.of(`o-${FULIANG_OFFICE}`)).toMatchObject([
      { kind: 'task-emergency', channel: 'sms', status: 'queued', audience: { office: FULIANG_OFFICE } },
    ]);
  });

  it.each([
    ['without a text', { text: '' }, 'text'],
    ['of no kind', { kind: 'chat' }, 'kind'],
    ['about hardship of nobody', { hardship: { need: 'living' } }, 'about'],
    ['with a need that is no call for help', { kind: 'consult', need: 'living', about: { lead } }, 'need'],
    ['with a wrong phone', { caller: { phone: '1380013800' } }, 'caller.phone'],
    ['with a wrong ID number', { about: { idNumber: '360222196803051231' } }, 'about.idNumber'],
    ['of somebody not yet born', { need: 'care', about: { idNumber: UNBORN } }, 'about.idNumber'],
  ])('%s is refused by name', async (_, more, path) => {
    const { status, body } = await hub.ask('POST', '/v1/calls', { as: agent, body: { ...call, ...more } });
    expect([status, body.errors.map((each: { path: string }) => each.path)]).toEqual([422, [path]]);
    expect((await hub.ask('GET', '/v1/calls', { as: agent })).body.items).toEqual([]);
  });

  it('about somewhere else is still the first accepter’s to see, and on the other place’s list', async () => {
    const id = await take({ division: XIANGHU }, otherTownship);
    expect((await hub.ask('GET', `/v1/calls/${id}`, { as: otherTownship })).status).toBe(200);
    expect((await hub.ask('GET', `/v1/calls/${id}`, { as: township })).status).toBe(200);
    expect(
      (await hub.ask('GET', `/v1/calls/${id}`, { as: { ...township, division: '360222102', sub: 's-2' } })).status,
    ).toBe(404);
  });
});

describe('a call about hardship', () => {
  const person = makePerson(3, { registeredDivision: XIANGHU, residenceDivision: XIANGHU });

  it('meets a department’s signal in one warning, and the order shows it', async () => {
    const roster = makeEvent('roster', { data: { person, categories: [{ key: 'dibao', from: '2025-01-01' }] } });
    await hub.take(roster);
    const id = await take({ about: { idNumber: person.idNumber }, hardship: { need: 'living', note: '断粮两天' } });
    const before = await hub.ask('GET', `/v1/calls/${id}`, { as: agent });
    expect(before.body.hardship).toEqual({ need: 'living', status: 'stored' });
    await hub.assessed(id);
    const { body } = await hub.ask('GET', `/v1/calls/${id}`, { as: agent });
    expect(body.hardship).toMatchObject({ status: 'assessed', warning: { number: expect.stringMatching(/^W2611-/) } });
    const subject = body.hardship.warning.id.replace(/\.1$/, '');
    expect(body.subject).toBe(subject);
    expect(body.about).toMatchObject({ maskedName: '李**' });
    await hub.take(makeEvent('accident', { data: { person, occurredOn: '2026-11-04', kind: 'fire' } }));
    expect(await hub.ports.warnings.all(subject)).toHaveLength(1);
  });

  it('keeps the caller apart from the person: a neighbour’s phone is not the family’s', async () => {
    const id = await take({ about: { idNumber: person.idNumber }, need: 'care' });
    const order = await hub.ports.orders.get(id);
    expect(order?.hardship?.data).toEqual({
      person: { idNumber: person.idNumber },
      reportedOn: '2026-11-05',
      via: 'hotline',
      reportedBy: 'neighbour',
      need: 'care',
    });
    const own = await take({
      about: { idNumber: person.idNumber },
      need: 'care',
      caller: { phone: PHONE, relation: 'self' },
    });
    expect((await hub.ports.orders.get(own))?.hardship?.data).toMatchObject({ person: { phone: '+8613800138001' } });
  });

  it('tells by an ID number nothing of somebody in another area, save to those who work the call', async () => {
    await hub.take(makeEvent('roster', { data: { person, categories: [{ key: 'dibao', from: '2025-01-01' }] } }));
    const about = { idNumber: person.idNumber };
    const { body } = await hub.ask('POST', '/v1/calls', {
      as: otherTownship,
      body: { ...call, division: otherTownship.division, about },
    });
    expect([body.about, body.subject]).toEqual([{ unknown: true }, undefined]);
    const owner = { owner: `township-${otherTownship.division}` };
    expect((await hub.act(body.id, 'dispatch', otherTownship, owner)).body.about).toMatchObject({ maskedName: '李**' });
  });

  it('without an ID number is a lead, worked like a warning', async () => {
    const id = await take({ about: { lead }, hardship: { need: 'care' } });
    await hub.assessed(id);
    const { body } = await hub.ask('GET', `/v1/calls/${id}`, { as: agent });
    expect(body).toMatchObject({ subject: expect.stringMatching(/^l-/), hardship: { status: 'assessed' } });
    expect(body.hardship.warning.id).toBe(`${body.subject}.1`);
  });

  it('learns who it is once the hub knows them', async () => {
    const id = await take({ about: { idNumber: person.idNumber }, need: 'care' });
    expect((await hub.ask('GET', `/v1/calls/${id}`, { as: agent })).body.about).toEqual({ unknown: true });
    await hub.assessed(id);
    const { body } = await hub.act(id, 'dispatch', agent, { owner: XIANGHU_OFFICE });
    expect(body.about.person).toBe(await hub.personId(person.idNumber));
    expect(body.subject).toBe(body.about.person);
  });

  it('that the ledger could not take is taken by the repeated request, and by the dispatch', async () => {
    const body = { ...call, about: { idNumber: person.idNumber }, need: 'care' };
    const headers = { 'idempotency-key': 'line-7-0043' };
    const status = async (id: string) => (await hub.ask('GET', `/v1/calls/${id}`, { as: agent })).body.hardship.status;
    hub.trouble.ledger = true;
    expect((await hub.ask('POST', '/v1/calls', { as: agent, body, headers })).status).toBe(503);
    expect((await hub.ask('POST', '/v1/calls', { as: agent, body })).status).toBe(503);
    const [one, two] = (await hub.ask('GET', '/v1/calls', { as: agent })).body.items.map(
      ({ id }: { id: string }) => id,
    );
    expect([await status(one), await status(two)]).toEqual(['missing', 'missing']);
    hub.trouble.ledger = false;
    const again = await hub.ask('POST', '/v1/calls', { as: agent, body, headers });
    expect([again.status, await status(again.body.id)]).toEqual([201, 'stored']);
    for (const id of [one, two]) await hub.act(id, 'dispatch', agent, { owner: XIANGHU_OFFICE });
    expect([await status(one), await status(two)]).toEqual(['stored', 'stored']);
  });
});

describe('the way of an order', () => {
  it('goes from the call to the owner, the answer, the close and the caller’s word', async () => {
    const id = await take();
    const steps: [string, Parameters<typeof hub.act>[2], Record<string, unknown>, string][] = [
      ['dispatch', agent, { owner: XIANGHU_OFFICE, coOwners: [FULIANG_OFFICE] }, 'dispatched'],
      ['sign', township, {}, 'signed'],
      ['extend', township, { workdays: 3, reason: '等伤情鉴定', approver: '张局长' }, 'signed'],
      ['pause', township, { reason: '老人住院', until: '2026-11-09T10:00:00+08:00' }, 'signed'],
      ['resume', township, {}, 'signed'],
      [
        'conference',
        county,
        { offices: [XIANGHU_OFFICE, FULIANG_OFFICE], minute: '商量', decision: '镇里垫付' },
        'signed',
      ],
      ['reply', township, { text: '已上门,帮助申请临时救助' }, 'replied'],
      ['close', agent, {}, 'closed'],
      ['call-back', agent, { result: 'no-answer' }, 'closed'],
      ['call-back', agent, { result: 'reached', satisfaction: 'not', note: '还没有人上门' }, 'unsatisfied'],
      ['redo', agent, { reason: '没有上门' }, 'dispatched'],
      ['sign', township, {}, 'signed'],
      ['reply', township, { text: '已上门' }, 'replied'],
      ['close', agent, {}, 'closed'],
      ['call-back', agent, { result: 'reached', satisfaction: 'satisfied' }, 'finished'],
    ];
    for (const [act, as, said, expected] of steps) {
      const { status, body } = await hub.act(id, act, as, said);
      expect([act, status, body.status, body.errors]).toEqual([act, 200, expected, undefined]);
    }
    const { body } = await hub.ask('GET', `/v1/calls/${id}`, { as: agent });
    expect(body).toMatchObject({ round: 2, extended: 0, openActs: [], closedAt: expect.any(String) });
    expect(body.steps.map(({ act }: { act: string }) => act)).toEqual(['receive', ...steps.map(([act]) => act)]);
    expect((await hub.ask('GET', '/v1/calls', { as: agent })).body.items).toEqual([]);
  });

  it('tells its owner with the morning’s digest', async () => {
    await dispatched();
    const waiting = await hub.ports.notices.waiting(`digest#${XIANGHU_OFFICE}`);
    expect(waiting).toHaveLength(1);
  });

  it('names the open acts where an act is not open, and where the version is old', async () => {
    const id = await dispatched();
    const reply = await hub.act(id, 'reply', township, { text: '好了' });
    expect([reply.status, reply.body.openActs]).toEqual([409, ['sign', 'return', 'extend', 'pause', 'conference']]);
    const old = await hub.ask('POST', `/v1/calls/${id}/sign`, { as: township, body: { version: 1 } });
    expect([old.status, old.body.version]).toEqual([409, 2]);
    expect((await hub.ask('POST', `/v1/calls/${id}/sign`, { as: township })).status).toBe(428);
  });

  it('takes an act by one key once', async () => {
    const id = await dispatched();
    const headers = { 'idempotency-key': 'phone-1' };
    const said = { workdays: 2, reason: '等鉴定', approver: '张局长' };
    const first = await hub.act(id, 'extend', township, said, headers);
    const again = await hub.act(id, 'extend', township, { ...said, version: 2 }, headers);
    expect([again.status, again.body.extended, again.body.version]).toEqual([200, 2, first.body.version]);
    expect((await hub.act(id, 'extend', township, { ...said, workdays: 3 }, headers)).status).toBe(409);
  });

  it('says what is wrong with an act by the field', async () => {
    const id = await take();
    const { status, body } = await hub.act(id, 'dispatch', agent, { owner: 'township-999' });
    expect([status, body.errors]).toEqual([
      422,
      [{ path: 'owner', code: 'invalid', message: '没有这个单位,请核对编号' }],
    ]);
  });

  it('is decided by the county after the second return, and by nobody below', async () => {
    const id = await dispatched();
    await hub.act(id, 'return', township, { reason: '不是本镇的人' });
    await hub.act(id, 'dispatch', agent, { owner: XIANGHU_OFFICE });
    const { body } = await hub.act(id, 'return', township, { reason: '户籍在外县' });
    expect(body).toMatchObject({ status: 'disputed', returns: 2, deadline: { of: 'decide' } });
    expect((await hub.act(id, 'dispatch', agent, { owner: XIANGHU_OFFICE })).status).toBe(403);
    const decided = await hub.act(id, 'dispatch', county, { owner: XIANGHU_OFFICE });
    expect([decided.status, decided.body.openActs.includes('return')]).toEqual([200, false]);
  });

  it('is everybody’s own business: the owner signs, the hotline closes', async () => {
    const id = await dispatched();
    expect((await hub.act(id, 'sign', agent)).status).toBe(403);
    expect((await hub.act(id, 'sign', otherTownship)).status).toBe(404);
    await hub.act(id, 'sign', township);
    await hub.act(id, 'reply', township, { text: '好了' });
    expect((await hub.act(id, 'close', township)).status).toBe(403);
    expect((await hub.act(id, 'close', { role: 'auditor', division: '36' })).status).toBe(403);
    expect((await hub.act(id, 'close', county)).status).toBe(200);
  });

  it('that repeats another is joined to it, once, and each names the other', async () => {
    const [main, repeated] = [await take(), await take({ text: '又打来了' })];
    expect((await hub.act(repeated, 'link', agent, { to: repeated })).status).toBe(422);
    const { status, body } = await hub.act(repeated, 'link', agent, { to: main, reason: '同一件事' });
    expect([status, body.status, body.linkedTo]).toEqual([200, 'linked', main]);
    expect((await hub.ask('GET', `/v1/calls/${main}`, { as: agent })).body.duplicates).toEqual([repeated]);
    const third = await take();
    const chained = await hub.act(third, 'link', agent, { to: repeated });
    expect(chained.body.errors[0].message).toContain(main);
  });

  it('offers each what is theirs to do', async () => {
    const id = await dispatched();
    const seen = async (as: typeof agent | typeof township) =>
      (await hub.ask('GET', `/v1/calls/${id}`, { as })).body.openActs;
    expect(await seen(township)).toEqual(['sign', 'return', 'extend', 'pause', 'conference']);
    expect(await seen(agent)).toEqual(['reassign', 'extend', 'pause', 'conference', 'redirect', 'link']);
    expect((await hub.act(id, 'close', township)).status).toBe(403);
    expect((await hub.act(id, 'reply', township, { text: '已上门', version: 1 })).body.openActs).toEqual(
      await seen(township),
    );
  });

  it('is joined to nothing by whoever may not, nor on an old version, nor by the other way round', async () => {
    const [main, repeated] = [await take(), await dispatched({ text: '又打来了' })];
    expect((await hub.act(repeated, 'link', township, { to: main })).status).toBe(403);
    expect((await hub.act(repeated, 'link', agent, { to: main, version: 1 })).status).toBe(409);
    expect((await hub.ports.orders.get(main))?.duplicates).toEqual([]);
    await hub.act(repeated, 'link', agent, { to: main });
    const other = await take();
    await hub.ports.orders.put({
      ...makeOrder(),
      ...(await hub.ports.orders.get(main)),
      version: 3,
      duplicates: [other],
    });
    const { status, body } = await hub.act(main, 'link', agent, { to: other });
    expect([status, body.errors]).toEqual([
      422,
      [{ path: 'to', code: 'invalid', message: '那个工单已记为和这个重复,不能反过来并' }],
    ]);
  });

  it('that is a petition or a lawsuit is redirected with the reason', async () => {
    const id = await take({ kind: 'complaint' });
    const { body } = await hub.act(id, 'redirect', agent, { to: 'litigation', reason: '已在法院立案' });
    expect(body).toMatchObject({ status: 'redirected', redirect: { to: 'litigation', reason: '已在法院立案' } });
  });

  it('has a route for every act', async () => {
    const id = await take();
    for (const act of orderActs)
      expect([act, (await hub.ask('POST', `/v1/calls/${id}/${act}`, { as: agent })).status]).toEqual([
        act,
        expect.not.toBeOneOf([404, 500]),
      ]);
  });
});

describe('who sees what', () => {
  it('of a confidential order others see that there is one', async () => {
    const id = await dispatched({ confidential: true });
    const seen = async (as: Parameters<typeof hub.act>[2]) => {
      const { status, body, text } = await hub.ask('GET', `/v1/calls/${id}`, { as });
      return [status, body.hidden, body.text !== undefined, text.includes('李*')];
    };
    const all = [200, false, true, true];
    const nothing = [200, true, false, false];
    expect(await seen(agent)).toEqual(all);
    expect(await seen(township)).toEqual(all);
    expect(await seen({ role: 'admin', division: '36' })).toEqual(all);
    expect(await seen(county)).toEqual(nothing);
    expect(await seen({ role: 'auditor', division: '36' })).toEqual(nothing);
    const { body } = await hub.ask('GET', '/v1/calls', { as: county });
    expect(body.items).toMatchObject([{ id, hidden: true }]);
    expect(body.items[0].text).toBeUndefined();
    expect((await hub.act(id, 'reassign', county, { owner: FULIANG_OFFICE, reason: '县里办' })).status).toBe(403);
    const unmask = { fields: ['phone'], purpose: 'call-back' };
    expect((await hub.ask('POST', `/v1/calls/${id}/unmask`, { as: county, body: unmask })).status).toBe(403);
  });

  it('shows a caller’s phone for a purpose, and writes it down', async () => {
    const id = await take();
    const body = { fields: ['phone'], purpose: 'call-back' };
    const shown = await hub.ask('POST', `/v1/calls/${id}/unmask`, { as: agent, body });
    expect([shown.status, shown.body]).toEqual([200, { phone: '+8613800138001' }]);
    expect((await hub.ports.accessLog.of(id)).at(-1)).toMatchObject({
      action: 'call.unmask',
      fields: ['phone'],
      purpose: 'call-back',
    });
  });

  it.each([
    ['POST', '/v1/calls', ['village', 'social-worker', 'department', 'auditor']],
    ['GET', '/v1/calls', ['village', 'social-worker', 'department']],
    ['POST', '/v1/calls/lookup', ['village', 'social-worker', 'department', 'auditor']],
  ] as const)('%s %s is closed to %s', async (method, path, closed) => {
    for (const role of closed)
      expect([
        role,
        (await hub.ask(method, path, { as: { role, division: '360222' }, body: { ...call, phone: PHONE } })).status,
      ]).toEqual([role, expect.toBeOneOf([403, 422])]);
  });

  it('lists open orders in the order they fall due, by status, in pages', async () => {
    const first = await dispatched();
    hub.time.now += 1_000;
    const second = await take();
    const third = await take({ emergency: ['110'] });
    const ids = async (query: string, as: Parameters<typeof hub.act>[2] = agent) => {
      const { body } = await hub.ask('GET', '/v1/calls', { as, query });
      return { ids: body.items.map(({ id }: { id: string }) => id), cursor: body.cursor };
    };
    expect((await ids('')).ids).toEqual([third, second, first]);
    expect((await ids('status=dispatched')).ids).toEqual([first]);
    const page = await ids('limit=2');
    expect([page.ids, (await ids(`limit=2&cursor=${page.cursor}`)).ids]).toEqual([[third, second], [first]]);
    hub.time.now += 2 * 3_600_000;
    expect((await ids('overdue=true')).ids).toEqual([third]);
    expect((await ids('overdue=false')).ids).toEqual([second, first]);
    expect((await ids('', otherTownship)).ids).toEqual([]);
    expect((await hub.ask('GET', '/v1/calls', { as: otherTownship, query: `division=${XIANGHU}` })).status).toBe(404);
  });
});

describe('the lookup before an order is made', () => {
  it('finds the open orders of that phone and who is registered under it', async () => {
    const person = makePerson(3, { residenceDivision: XIANGHU, phone: PHONE });
    await hub.take(makeEvent('roster', { data: { person, categories: [{ key: 'dibao', from: '2025-01-01' }] } }));
    const id = await take();
    const over = await take();
    await hub.act(over, 'redirect', agent, { to: 'petition', reason: '信访' });
    const { status, body, text } = await hub.ask('POST', '/v1/calls/lookup', {
      as: agent,
      body: { phone: `+86 ${PHONE}` },
    });
    expect([status, body.orders.map((order: { id: string }) => order.id)]).toEqual([200, [id]]);
    expect(body.people).toMatchObject([{ id: await hub.personId(person.idNumber), maskedName: '李**' }]);
    expect(text).not.toContain(PHONE);
  });

  it('that finds nobody is written down as well', async () => {
    const { body } = await hub.ask('POST', '/v1/calls/lookup', { as: agent, body: { phone: '13900139000' } });
    expect(body).toEqual({ orders: [], people: [] });
    expect(await hub.ports.accessLog.of('d-360222')).toMatchObject([{ action: 'call.lookup', at: NOW }]);
  });
});
