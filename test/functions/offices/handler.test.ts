import { beforeEach, describe, expect, it } from 'vitest';
import { makeOffices } from './hub.ts';

const MAYING = 'township-621121101';
const VILLAGE = '621121101202';
let hub: ReturnType<typeof makeOffices>;
beforeEach(() => {
  hub = makeOffices();
});

/** Maying's office as an admin would send it, with its clerk's phone left out: it stands in the file. */
const body = (overrides: Record<string, unknown> = {}) => ({
  name: '马营镇社会救助站',
  landline: '0932-5550123',
  hours: '工作日8:30至12:00',
  villages: ['马营村', '东关村'],
  contacts: [{ name: '林爱华' }],
  ...overrides,
});
const worker = { name: '马村医', phone: '19900001099', role: 'village', villages: [VILLAGE] };
const put = (overrides: Record<string, unknown>, ifMatch = '"0"', id = MAYING) =>
  hub.ask('PUT', id, { body: body(overrides), ifMatch });
const idsIn = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

describe('who serves where', () => {
  it('is listed for an area, an office before those below it, page by page', async () => {
    const whole = await hub.ask('GET', '', { query: 'division=621121' });
    expect(idsIn(whole.body).slice(0, 2)).toEqual(['county-621121', 'township-621121100']);
    const first = await hub.ask('GET', '', { query: 'division=621121&limit=3' });
    const second = await hub.ask('GET', '', { query: `division=621121&limit=100&cursor=${first.body.cursor}` });
    expect([...idsIn(first.body), ...idsIn(second.body)]).toEqual(idsIn(whole.body));
    expect(second.body.cursor).toBeUndefined();
  });

  it('is shown without phones, and without names to whoever may not change it', async () => {
    const asTownship = await hub.ask('GET', MAYING, { role: 'township', division: '621121101' });
    expect(asTownship.body).toMatchObject({
      id: MAYING,
      divisionName: '马营镇',
      contacts: [{ name: '林**', phone: '199****1005', serving: true }],
      reachable: true,
      source: 'file',
      version: 0,
    });
    expect((await hub.ask('GET', MAYING)).body.contacts).toMatchObject([{ name: '林爱华', phone: '199****1005' }]);
    expect(asTownship.etag).toBe('"0"');
    expect(asTownship.text).not.toContain('19900001005');
  });

  it('says who is responsible where a township has no office of its own', async () => {
    const { body: page } = await hub.ask('GET', '', { query: 'division=621122105' });
    expect(page).toMatchObject({ items: [], responsible: { id: 'prefecture-6211', landline: '0932-5550100' } });
  });

  it.each([
    ['village', VILLAGE, [MAYING]],
    ['social-worker', VILLAGE, [MAYING]],
    ['township', '621121101', [MAYING]],
  ] as const)('for a %s of %s: %j', async (role, division, expected) => {
    expect(idsIn((await hub.ask('GET', '', { role, division })).body)).toEqual(expected);
    expect((await hub.ask('GET', 'township-621121102', { role, division })).status).toBe(404);
    expect((await hub.ask('GET', '', { role, division, query: 'division=621121102' })).status).toBe(404);
  });

  it('is written down as a look', async () => {
    await hub.ask('GET', '', { role: 'county', division: '621121' });
    await hub.ask('GET', MAYING, { role: 'county', division: '621121' });
    expect(await hub.accessLog.of('d-621121')).toMatchObject([{ action: 'offices.list', who: 's-county' }]);
    expect(await hub.accessLog.of(`o-${MAYING}`)).toMatchObject([{ action: 'office.read', role: 'county' }]);
  });
});

describe('an office is changed', () => {
  it('with villages, dates and who stands in; phones that are not said again stay', async () => {
    const delegate = { name: '赵小军', phone: '19900001098', from: '2026-11-05', until: '2026-11-12' };
    const changed = await put({ contacts: [{ name: '林爱华', until: '2026-12-31', delegate }, worker] });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      name: '马营镇社会救助站',
      source: 'api',
      version: 1,
      changedBy: 's-admin',
      contacts: [
        {
          name: '林爱华',
          phone: '199****1005',
          until: '2026-12-31',
          delegate: { name: '赵小军', phone: '199****1098' },
        },
        { name: '马村医', role: 'village', villages: [VILLAGE] },
      ],
    });
    const [stored] = await hub.offices.all();
    expect(stored?.office?.contacts.map(({ phone }) => phone)).toEqual(['+8619900001005', '+8619900001099']);
    const again = await put({ contacts: [{ name: '林爱华', phone: '199****1005' }, { name: '赵小军' }] }, '"1"');
    expect(again.status).toBe(200);
    const [kept] = await hub.offices.all();
    expect(kept?.office?.contacts.map(({ phone }) => phone)).toEqual(['+8619900001005', '+8619900001098']);
  });

  it('and the change is written down: who, when, which fields, but not what they say', async () => {
    await put({ landline: '0932-5550199' });
    expect(await hub.accessLog.of(`o-${MAYING}`)).toEqual([
      {
        at: hub.clock.at,
        who: 's-admin',
        role: 'admin',
        division: '62',
        action: 'office.change',
        subject: `o-${MAYING}`,
        fields: ['name', 'landline', 'hours', 'villages'],
      },
    ]);
  });

  it('on the version that was seen; the same request again changes nothing', async () => {
    expect((await put({})).body.version).toBe(1);
    expect((await put({})).body.version).toBe(1);
    const late = await put({ name: '另一个名字' });
    expect(late).toMatchObject({ status: 409, body: { version: 1 }, etag: '"1"' });
    expect((await put({ name: '另一个名字' }, '"1"')).body.version).toBe(2);
    expect((await hub.ask('PUT', MAYING, { body: body() })).status).toBe(428);
    expect((await hub.ask('PUT', MAYING, { body: body({ version: 2 }) })).body.version).toBe(3);
  });

  it('and put back to what the file says, after which an old version is still old', async () => {
    await put({});
    const back = await hub.ask('DELETE', MAYING, { ifMatch: '"1"' });
    expect(back).toMatchObject({ status: 200, body: { name: '马营镇民政办', source: 'file', version: 2 } });
    expect((await hub.ask('DELETE', MAYING, { ifMatch: '"1"' })).status).toBe(200);
    expect((await put({}, '"1"')).status).toBe(409);
    expect((await put({}, '"2"')).body).toMatchObject({ source: 'api', version: 3 });
    expect((await hub.ask('DELETE', MAYING, { ifMatch: '"2"' })).status).toBe(409);
  });

  it('or made where there was none, and gone again when taken back', async () => {
    const id = 'township-621122105';
    expect((await hub.ask('GET', id)).status).toBe(404);
    const made = await put({ contacts: [{ name: '孙玉梅', phone: '19900001097' }] }, '"0"', id);
    expect(made).toMatchObject({ status: 200, body: { id, version: 1, source: 'api' } });
    expect((await hub.ask('GET', '', { query: 'division=621122105' })).body.responsible.id).toBe(id);
    expect((await hub.ask('DELETE', id, { ifMatch: '"1"' })).status).toBe(204);
    expect((await hub.ask('DELETE', id, { ifMatch: '"1"' })).status).toBe(204);
    expect((await hub.ask('GET', id)).status).toBe(404);
    expect((await put({ contacts: [] }, '"2"', id)).body.version).toBe(3);
    expect((await hub.ask('DELETE', 'township-621123101', { ifMatch: '"0"' })).status).toBe(404);
  });
});

describe('who may change it', () => {
  it.each([
    ['admin', '62', MAYING, 200],
    ['admin', '62', 'county-621121', 200],
    ['admin', '621122', MAYING, 404],
    ['county', '621121', MAYING, 200],
    ['county', '621121', 'county-621121', 403],
    ['county', '621122', MAYING, 404],
    ['county', '621121', 'village-621121101', 404],
    ['township', '621121101', MAYING, 403],
    ['village', VILLAGE, MAYING, 403],
    ['hotline', '62', MAYING, 403],
    ['auditor', '62', MAYING, 403],
  ] as const)('%s of %s, %s: %i', async (role, division, id, status) => {
    const asking = { role, division, ifMatch: '"0"', body: body({ contacts: [] }) };
    expect((await hub.ask('PUT', id, asking)).status).toBe(status);
    expect((await hub.ask('DELETE', id, { role, division, ifMatch: '"1"' })).status).toBe(status);
  });
});

describe('what does not fit is named', () => {
  it.each<[Record<string, unknown>, string, string]>([
    [{ landline: '13800138000' }, 'landline', '对外公布的电话不能是手机号,要写座机、400或95号码'],
    [
      { contacts: [{ name: '林爱华', phone: '0932-5550123' }] },
      'contacts.0.phone',
      '工作短信要发到手机,这里不能写座机',
    ],
    [{ contacts: [{ name: '新来的' }] }, 'contacts.0.phone', '这个人还没有登记过手机,请写全11位'],
    [{ contacts: [{ name: '林爱华', phone: '199****9999' }] }, 'contacts.0.phone', '这个人还没有登记过手机,请写全11位'],
    [
      { contacts: [{ name: '林爱华', delegate: { name: '谁', from: '2026-11-01', until: '2026-11-02' } }] },
      'contacts.0.delegate.phone',
      '这个人还没有登记过手机,请写全11位',
    ],
    [
      { contacts: [{ name: '林爱华', from: '2026-11-31' }] },
      'contacts.0.from',
      '日期要写成 2026-11-05,而且要是真有的一天',
    ],
    [
      { contacts: [{ name: '林爱华', from: '2026-11-02', until: '2026-11-01' }] },
      'contacts.0.until',
      '截止的日子不能早于开始的日子',
    ],
    [
      { contacts: [{ ...worker, villages: ['李家沟'] }] },
      'contacts.0.villages.0',
      '单位的 villages 里没有“李家沟”,请先写上,或写12位村代码',
    ],
    [
      { contacts: [{ ...worker, villages: ['马营村'] }] },
      'contacts.0.villages.0',
      '还不知道“马营村”的代码,请写12位村代码',
    ],
    [{ contacts: [{ ...worker, villages: undefined }] }, 'contacts.0.villages', '村里的人要写管哪些村'],
    [{ alsoServes: ['621121102'] }, 'alsoServes.0', '621121102 已经有“鸡川镇民政办”管,请只留一个'],
    [{ untill: 'x' }, 'untill', '没有“untill”这一项,请核对拼写'],
    [{ name: '' }, 'name', '名称不能为空'],
  ])('%j → %s', async (overrides, path, message) => {
    const { status, body: problem } = await put(overrides);
    expect(status).toBe(422);
    expect(problem.errors).toEqual([expect.objectContaining({ path, message })]);
    expect(await hub.offices.all()).toEqual([]);
  });

  it('and a county serves no place outside of itself', async () => {
    const asking = { role: 'county', division: '621121', ifMatch: '"0"' } as const;
    const { status, body: problem } = await hub.ask('PUT', MAYING, {
      ...asking,
      body: body({ alsoServes: ['621122105'] }),
    });
    expect([status, problem.errors[0].message]).toEqual([422, '621122105 不在您的管辖范围内']);
  });

  it('a place that nobody knows gets no office', async () => {
    expect((await put({ contacts: [] }, '"0"', 'township-621121999')).status).toBe(404);
    expect((await put({ contacts: [] }, '"0"', 'county-621122105')).status).toBe(404);
  });
});
