import { describe, expect, it } from 'vitest';
import { MAYING, makeHub, makeRecord, raise } from './hub.ts';

const VILLAGE = `${MAYING}201`;
const NEIGHBOUR = `${MAYING}202`;
const visit = { visitedAt: '2026-11-05T09:30:00+08:00', met: 'self', findings: '独居,没有人照料', needs: ['care'] };
const finish = { ...visit, outcome: 'aided', programmes: ['临时救助'] };

/** One household in the village, one in the next, and one of which only the township is known. */
async function threeHouseholds() {
  const hub = makeHub();
  for (const [n, residence] of [VILLAGE, NEIGHBOUR, MAYING].entries()) {
    await hub.settle(makeRecord(n + 1, residence), [], `h-${n + 1}`);
    await raise(hub, n + 1);
  }
  return hub;
}

describe.each(['village', 'social-worker'] as const)('a %s', (role) => {
  const as = { role, division: VILLAGE };

  it('sees the households of the village, and no others', async () => {
    const hub = await threeHouseholds();
    const { body } = await hub.ask('GET', '/v1/warnings', { as });
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['h-1.1']);
    for (const path of ['/v1/warnings/h-$.1', '/v1/households/h-$', '/v1/people/p-$/statements']) {
      const statuses = ['1', '2', '3'].map(async (n) => (await hub.ask('GET', path.replace('$', n), { as })).status);
      expect([path, ...(await Promise.all(statuses))]).toEqual([path, 200, 404, 404]);
    }
    expect((await hub.ask('GET', '/v1/notices', { as, query: 'subject=h-2' })).status).toBe(404);
  });

  it.each([
    ['accept', {}],
    ['visit', visit],
    ['finish', finish],
  ] as const)('may %s in the village, and nowhere else', async (act, body) => {
    const hub = await threeHouseholds();
    const headers = { 'if-match': '"1"' };
    for (const [id, status] of [
      ['h-1.1', 200],
      ['h-2.1', 404],
      ['h-3.1', 404],
    ] as const)
      expect([id, (await hub.ask('POST', `/v1/warnings/${id}/${act}`, { as, body, headers })).status]).toEqual([
        id,
        status,
      ]);
    const { body: history } = await hub.ask('GET', '/v1/warnings/h-1.1', { as });
    expect(history.history.at(-1)).toMatchObject({ by: `s-${role}` });
  });

  it('finds and unmasks nobody of another village', async () => {
    const hub = await threeHouseholds();
    const found = async (n: number) =>
      (await hub.ask('POST', '/v1/people/lookup', { as, body: { phone: makeRecord(n, MAYING).phone?.value } })).body
        .matches;
    expect(await found(1)).toHaveLength(1);
    expect(await found(2)).toHaveLength(0);
    const unmask = (person: string) =>
      hub.ask('POST', `/v1/people/${person}/unmask`, { as, body: { fields: ['name'], purpose: 'visit' } });
    expect((await unmask('p-1')).status).toBe(200);
    expect((await unmask('p-2')).status).toBe(404);
  });

  it('of a whole township sees all of it', async () => {
    const hub = await threeHouseholds();
    const { body } = await hub.ask('GET', '/v1/warnings', { as: { role, division: MAYING } });
    expect(body.items).toHaveLength(3);
  });
});
