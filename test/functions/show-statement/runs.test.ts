import { describe, expect, it } from 'vitest';
import { onHttp } from '../../../functions/shared/http.ts';
import type { Staff } from '../../../functions/shared/staff-token.ts';
import { runList, runView } from '../../../functions/show-statement/run-answers.ts';
import { runRoutes } from '../../../functions/show-statement/run-routes.ts';
import { at } from '../../domain/signals.ts';
import { type MadeUpCounty, madeUpCounty, TOWNSHIPS } from '../issue-statements/made-up-county.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

const [FIRST = '', , , FOURTH = ''] = TOWNSHIPS;
const admin: Staff = { sub: 'a-1', role: 'admin', division: '62' };
const county: Staff = { sub: 'c-1', role: 'county', division: '621122000' };

async function ask(hub: MadeUpCounty, as: Staff, method: 'GET' | 'POST', given: Record<string, string> = {}) {
  const routes = runRoutes({ ...hub.ports, staff: async () => as });
  const request =
    method === 'POST' ? { body: JSON.stringify(given) } : { rawQueryString: new URLSearchParams(given).toString() };
  const answer = await onHttp(routes)(gatewayEvent(`${method} /v1/statement-runs`, request), gatewayContext());
  return { status: answer.statusCode, body: JSON.parse(answer.body ?? '{}') };
}

async function county20() {
  const hub = madeUpCounty(at('2027-02-20'));
  await hub.settle(FIRST, 'h-1', 1);
  await hub.settle(FOURTH, 'h-4', 1);
  return hub;
}

describe('a county asks for its statements', () => {
  it('they are issued by the next firing, and everybody concerned sees how far it came', async () => {
    const hub = await county20();
    const asked = await ask(hub, county, 'POST');
    expect(asked.status).toBe(202);
    expect(runView.parse(asked.body)).toMatchObject({
      id: '621122000.2026-10-01.2026-12-31',
      label: '2026年10月至12月',
      status: 'running',
      townships: { done: 0, of: 4 },
    });
    await hub.run();
    for (const staff of [county, admin, { ...county, role: 'township', division: FOURTH } as const]) {
      const { status, body } = await ask(hub, staff, 'GET');
      expect([status, runList.parse(body).items]).toMatchObject([
        200,
        [{ status: 'finished', townships: { done: 4, of: 4 }, households: 1, fresh: 1, failed: 0 }],
      ]);
    }
    const elsewhere = await ask(hub, { ...county, division: '621121000' }, 'GET');
    expect(elsewhere.body).toEqual({ items: [] });
  });

  it('asked again while it is open it stays the one run; asked when it is over it makes up for what is missing', async () => {
    const hub = await county20();
    const [one, two] = [await ask(hub, county, 'POST'), await ask(hub, county, 'POST')];
    expect(two.body).toEqual(one.body);
    await hub.run();
    await hub.settle(FOURTH, 'h-5', 1);
    await ask(hub, county, 'POST');
    await hub.run();
    expect((await ask(hub, county, 'GET')).body.items).toMatchObject([{ households: 2, fresh: 2 }]);
  });

  it.each([
    ['of another county', county, { division: '621121' }, 404],
    ['for a period that is not over', county, { from: '2027-01-01', to: '2027-03-31' }, 422],
    ['for days that are no quarter', county, { from: '2026-10-01', to: '2026-11-30' }, 422],
    ['for half a period', county, { from: '2026-10-01' }, 422],
    ['by the hotline', { ...county, role: 'hotline' }, {}, 403],
  ] as const)('%s: refused', async (_, staff, body, status) => {
    expect((await ask(await county20(), staff, 'POST', body)).status).toBe(status);
  });

  it('for the quarter that ended yesterday: taken', async () => {
    const hub = madeUpCounty(at('2027-01-01'));
    const body = { from: '2026-10-01', to: '2026-12-31' };
    expect((await ask(hub, county, 'POST', body)).status).toBe(202);
  });
});
