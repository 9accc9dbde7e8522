import { expect, it } from 'vitest';
import type { PlannedVisit } from '../../../domain/planned-visit.ts';
import { endOf } from '../../../domain/shanghai-day.ts';
import { NOW } from '../../factories.ts';
import { MAYING, makeHub, raise, townshipStaff } from './hub.ts';

const visit: PlannedVisit = {
  id: 'v-1',
  version: 1,
  open: true,
  dueAt: endOf('2026-12-31'),
  area: MAYING,
  subject: 'h-1',
  status: 'planned',
  watch: '低保家庭探访',
  checklist: ['不愁吃', '不愁穿'],
  from: '2026-10-01',
  to: '2026-12-31',
  home: MAYING,
  plannedAt: NOW,
  due: { at: endOf('2026-12-31'), provisional: false, why: '' },
  steps: [],
  calls: [],
  handed: [],
};
const call = (ok: boolean): PlannedVisit['calls'][number] => ({
  visitedAt: NOW,
  met: 'self',
  answers: [{ item: '不愁吃', ok }],
  needs: [],
  services: [],
  note: '不给别人看的话',
  by: 's-1',
  at: NOW,
});

it.each<[string, Partial<PlannedVisit>, string]>([
  ['owed', {}, '低保家庭探访:应于12月31日前走访'],
  ['made', { status: 'done', open: false, calls: [call(true)] }, '低保家庭探访:已走访'],
  [
    'made, with something wrong',
    { status: 'done', open: false, calls: [call(false)] },
    '低保家庭探访:已走访,1项有问题',
  ],
  ['in vain', { calls: [{ ...call(true), met: 'nobody' }] }, '低保家庭探访:应于12月31日前走访'],
  ['given up', { status: 'refused', open: false, closed: { at: NOW, by: 's-1' } }, '低保家庭探访:本人谢绝'],
])('the household file has one line for a visit that is %s', async (_, change, text) => {
  const hub = makeHub();
  await raise(hub, 1);
  await hub.stores.visits.put({ ...visit, ...change });
  const { body } = await hub.ask('GET', '/v1/households/h-1', { as: townshipStaff });
  const lines = body.timeline.filter(({ kind }: { kind: string }) => kind === 'visit');
  expect(lines).toEqual([{ on: '2026-11-05', kind: 'visit', id: 'v-1', status: { ...visit, ...change }.status, text }]);
});
