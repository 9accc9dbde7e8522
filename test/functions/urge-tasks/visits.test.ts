import { expect, it } from 'vitest';
import { endOf } from '../../../domain/shanghai-day.ts';
import { memoryTasks } from '../../../functions/shared/memory/tasks.ts';
import { urgeTasks } from '../../../functions/urge-tasks/handler.ts';
import { urged } from '../../../functions/urge-tasks/urged-kind.ts';
import { visitLine } from '../../../functions/urge-tasks/visit-line.ts';
import { TOWNSHIPS, watchedHub, watchedProvince } from '../plan-visits/watched-hub.ts';

const [FIRST = '', SECOND = ''] = TOWNSHIPS;

async function lateHub() {
  const hub = watchedHub();
  const died = await hub.settle(FIRST, ['bianyuan'], 'h-1');
  const urge = () =>
    urgeTasks({
      ...hub.ports,
      deliveries: memoryTasks(),
      smsAvailable: true,
      kinds: [urged(visitLine(hub.stores.visits, hub.ports))],
    })();
  const told = async () =>
    (await Promise.all(watchedProvince.offices.map(({ id }) => hub.stores.notices.of(`o-${id}`)))).flat();
  return { ...hub, died, urge, told };
}

it('urges each office once for all households that nobody visited', async () => {
  const hub = await lateHub();
  await hub.settle(FIRST, ['bianyuan'], 'h-2');
  await hub.settle(SECOND, ['bianyuan'], 'h-3');
  await hub.run();
  hub.clock.at = endOf('2026-12-31');
  expect(await hub.urge()).toEqual({ visit: { open: 3, reminded: 3 } });
  expect(await hub.urge()).toEqual({ visit: { open: 3, reminded: 0 } });
  const notices = await hub.told();
  expect(notices.map(({ kind }) => kind)).toEqual(['visits-urge']);
});

it('urges nobody about the dead, whom the morning’s run takes off', async () => {
  const hub = await lateHub();
  await hub.run();
  await hub.die(hub.died, '2026-12-31');
  hub.clock.at = endOf('2026-12-31');
  expect(await hub.urge()).toEqual({ visit: { open: 1, reminded: 0 } });
  expect(await hub.told()).toEqual([]);
});
