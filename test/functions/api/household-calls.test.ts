import { expect, it } from 'vitest';
import { makeOrder } from '../../hotline.ts';
import { MAYING, makeHub, raise, townshipStaff } from './hub.ts';

it('shows on a household’s time line that somebody called about it, and not what they said', async () => {
  const hub = makeHub();
  await raise(hub, 1);
  await hub.stores.orders.put({ ...makeOrder({ subject: 'h-1' }), area: MAYING });
  await hub.stores.orders.put({ ...makeOrder({ subject: 'p-1', confidential: true }), id: 'G2611-00000002' });
  const { body, text } = await hub.ask('GET', '/v1/households/h-1', { as: townshipStaff });
  expect(body.timeline.filter(({ kind }: { kind: string }) => kind === 'call')).toEqual([
    {
      on: '2026-11-05',
      kind: 'call',
      text: '热线工单 G2611-00000001(求助):已受理,待派出',
      id: 'G2611-00000001',
      status: 'received',
    },
    {
      on: '2026-11-05',
      kind: 'call',
      text: '热线工单 G2611-00000002(保密):已受理,待派出',
      id: 'G2611-00000002',
      status: 'received',
    },
  ]);
  expect(text).not.toContain('王大爷');
});
