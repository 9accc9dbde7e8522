import { expect, it } from 'vitest';
import { signal } from '../../domain/signals.ts';
import { NOW } from '../../factories.ts';
import {
  agent,
  countyStaff,
  JICHUAN,
  MAYING,
  makeHub,
  makeRecord,
  provinceStaff,
  raise,
  TONGAN,
  townshipStaff,
} from './hub.ts';

const jobless = (person: string) =>
  signal('unemployment', { on: '2026-10-01' }, { person, department: 'human-resources', storedAt: NOW - 1000 });

it('lists the open warnings of the caller’s area, the most urgent first, masked, with reasons', async () => {
  const hub = makeHub();
  await raise(hub, 1);
  await raise(hub, 2, MAYING, [jobless('p-2')]);
  await raise(hub, 3, JICHUAN);
  const { status, body } = await hub.ask('GET', '/v1/warnings', { as: townshipStaff });
  expect(status).toBe(200);
  expect(body.cursor).toBeUndefined();
  expect(body.items.map(({ id, level }: { id: string; level: string }) => [id, level])).toEqual([
    ['h-2.1', 'yellow'],
    ['h-1.1', 'blue'],
  ]);
  expect(body.items[1]).toEqual({
    id: 'h-1.1',
    number: expect.stringMatching(/^W2611-\d{8}$/),
    level: 'blue',
    score: 20,
    status: 'raised',
    division: MAYING,
    maskedName: '李**',
    householdSize: 1,
    dueAt: '2026-11-18T00:00:00+08:00',
    overdue: false,
    factors: [expect.stringContaining('住院')],
  });
});

it.each([
  ['a township sees its own', townshipStaff, '', ['h-1.1']],
  ['a county sees its townships', countyStaff, '', ['h-1.1', 'h-2.1']],
  ['a province sees all', provinceStaff, '', ['h-1.1', 'h-2.1', 'h-3.1']],
  ['a county asks for one township', countyStaff, `division=${JICHUAN}`, ['h-2.1']],
  ['a township that asks for its county gets its own part', townshipStaff, 'division=621121', ['h-1.1']],
])('%s', async (_, as, query, ids) => {
  const hub = makeHub();
  await raise(hub, 1, MAYING);
  await raise(hub, 2, JICHUAN);
  await raise(hub, 3, TONGAN);
  const { body } = await hub.ask('GET', '/v1/warnings', { as, query });
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual(ids);
});

it('answers 404 for a division outside the caller’s area', async () => {
  const { status, body } = await makeHub().ask('GET', '/v1/warnings', { as: countyStaff, query: 'division=621122' });
  expect([status, body.status, body.title]).toEqual([404, 404, '没有找到']);
});

it('gives village staff the households of their own village only', async () => {
  const hub = makeHub();
  for (const [n, residence] of [
    [1, '621121101201'],
    [2, '621121101202'],
    [3, '621121101'],
  ] as const) {
    const record = makeRecord(n, residence);
    await hub.settle(record, [], `h-${n}`);
    await raise(hub, n);
  }
  const village = { role: 'village', division: '621121101201' } as const;
  const { body } = await hub.ask('GET', '/v1/warnings', { as: village });
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['h-1.1']);
  expect((await hub.ask('GET', '/v1/warnings/h-2.1', { as: village })).status).toBe(404);
  expect((await hub.ask('GET', '/v1/warnings/h-1.1', { as: village })).status).toBe(200);
});

it('pages through many townships without losing or repeating any', async () => {
  const hub = makeHub();
  for (let n = 1; n <= 7; n++) await raise(hub, n, n % 2 ? MAYING : JICHUAN);
  const seen: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const query = `limit=3${cursor ? `&cursor=${cursor}` : ''}`;
    const { body } = await hub.ask('GET', '/v1/warnings', { as: countyStaff, query });
    seen.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.cursor;
    pages += 1;
  } while (cursor);
  expect(seen).toEqual(['h-1.1', 'h-2.1', 'h-3.1', 'h-4.1', 'h-5.1', 'h-6.1', 'h-7.1']);
  expect(pages).toBe(3);
});

it('finds by level, status and whether the deadline has passed', async () => {
  const hub = makeHub();
  await raise(hub, 1);
  await raise(hub, 2, MAYING, [jobless('p-2')]);
  await hub.ask('POST', '/v1/warnings/h-1.1/accept', { as: townshipStaff, body: { version: 1 } });
  const ids = async (query: string) => {
    const { body } = await hub.ask('GET', '/v1/warnings', { as: townshipStaff, query });
    return body.items.map(({ id }: { id: string }) => id);
  };
  expect(await ids('level=yellow')).toEqual(['h-2.1']);
  expect(await ids('status=accepted')).toEqual(['h-1.1']);
  // Five workdays after Thursday, 5 November: until 24:00 on Thursday, 12 November.
  hub.clock.at = Date.parse('2026-11-12T23:59:59+08:00');
  expect([await ids('overdue=true'), await ids('overdue=false')]).toEqual([[], ['h-2.1', 'h-1.1']]);
  hub.clock.at = Date.parse('2026-11-13T00:00:00+08:00');
  expect([await ids('overdue=true'), await ids('overdue=false')]).toEqual([['h-2.1'], ['h-1.1']]);
});

it.each([
  ['limit=101', 'limit'],
  ['limit=0', 'limit'],
  ['status=resolved', 'status'],
  ['overdue=yes', 'overdue'],
  ['cursor=nonsense', 'cursor'],
  ['division=abc', 'division'],
  ['divison=62', 'divison'],
])('refuses %s by name, in Chinese', async (query, path) => {
  const { status, body, headers } = await makeHub().ask('GET', '/v1/warnings', { as: countyStaff, query });
  expect(status).toBe(400);
  expect(headers['content-type']).toContain('application/problem+json');
  expect(body.errors).toEqual([{ path, code: expect.any(String), message: expect.stringMatching(/\p{Script=Han}/u) }]);
});

it('shows the hotline no reasons', async () => {
  const hub = makeHub();
  await raise(hub, 1);
  const { body } = await hub.ask('GET', '/v1/warnings', { as: agent });
  expect(body.items[0]).toMatchObject({ id: 'h-1.1', maskedName: '李**', factors: [] });
});

it('notes who looked at which list', async () => {
  const hub = makeHub();
  await hub.ask('GET', '/v1/warnings', { as: townshipStaff });
  expect(await hub.stores.accessLog.of(`d-${MAYING}`)).toEqual([
    { at: NOW, who: 's-township', role: 'township', division: MAYING, action: 'warnings.list', subject: `d-${MAYING}` },
  ]);
});
