import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, startOf } from '../../../domain/shanghai-day.ts';
import { sweep } from '../../../functions/sweep/handler.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const HOUR = 3_600_000;
let hub: ReturnType<typeof memoryHub>;
const run = () => sweep(hub.ports)();
const subject = async () => hub.personId(makePerson().idNumber);
const warning = async () => hub.ports.warnings.latest(await subject());
const notices = async () => hub.ports.notices.of(await subject());

beforeEach(async () => {
  hub = memoryHub();
  const person = makePerson(1, { residenceDivision: '621121101' });
  await hub.take(makeEvent('roster', { data: { household: undefined, person } }), makeEvent('hospitalization'));
});

describe('what came due', () => {
  it('W14 re-scores a warning at the instant its factor runs out', async () => {
    const at = (await warning())?.rescoreAt ?? 0;
    hub.time.now = at - 1;
    await run();
    expect((await warning())?.score).toBe(20);
    hub.time.now = at;
    await run();
    expect(await warning()).toMatchObject({ score: 0, peakLevel: 'blue', status: 'raised' });
  });

  it('urges the county and reminds city and province at the deadline, once, however often it runs', async () => {
    hub.time.now = (await warning())?.dueAt ?? 0;
    await run();
    await run();
    const urged = (await notices()).filter(({ kind }) => kind === 'urge' || kind === 'overdue-reminder');
    expect(urged.map(({ kind, audience }) => [kind, audience.to === 'office' && audience.role]).sort()).toEqual([
      ['overdue-reminder', 'prefecture'],
      ['overdue-reminder', 'province'],
      ['urge', 'county'],
    ]);
    const { history } = hub.ports.warnings;
    const steps = (await history(await subject(), 1)).filter(({ change }) => change === 'step');
    expect(steps).toHaveLength(1);
  });
});

describe('the morning’s digest', () => {
  const digests = async () =>
    (await hub.ports.notices.of(`o-${(await warning())?.office}`)).filter(({ kind }) => kind === 'digest');
  it.each([
    ['08:29 is too early', '2026-11-06', 8.5 * HOUR - 60_000, 0],
    ['08:30 on a Friday', '2026-11-06', 8.5 * HOUR, 1],
    ['11:29 makes up for a missed run', '2026-11-06', 11.5 * HOUR - 60_000, 1],
    ['11:30 is no morning', '2026-11-06', 11.5 * HOUR, 0],
    ['Saturday', '2026-11-07', 8.5 * HOUR, 0],
  ])('%s', async (_, day, time, count) => {
    hub.time.now = startOf(day) + time;
    await run();
    await run();
    expect(await digests()).toHaveLength(count);
  });

  it('says what is open and takes the waiting notices with it', async () => {
    hub.time.now = startOf('2026-11-06') + 8.5 * HOUR;
    await run();
    expect((await digests())[0]?.values).toMatchObject({ 在办: '蓝1户', 明天: '0', 超期: '0' });
    expect((await notices())[0]).toMatchObject({ channel: 'digest', status: 'sent', detail: '已并入当天早报' });
    hub.time.now = startOf('2026-11-09') + 8.5 * HOUR;
    await run();
    expect(await digests()).toHaveLength(2);
  });
});

describe('what was held', () => {
  const hold = async (queue: string) => {
    const notice = hub.grantNotice(await subject());
    await hub.ports.notices.put([notice]);
    await hub.ports.notices.settle(notice, ['queued'], { status: 'held', at: hub.time.now });
    await hub.ports.notices.wait(queue, [notice]);
    return notice;
  };

  it('goes out in the morning, not before, and once', async () => {
    const notice = await hold('held#2026-11-06');
    hub.time.now = startOf('2026-11-06') + 8 * HOUR - 1;
    await run();
    expect(hub.queued).toEqual([]);
    hub.time.now = startOf('2026-11-06') + 8 * HOUR;
    await run();
    await run();
    expect(hub.queued).toEqual([{ subject: notice.subject, id: notice.id }]);
  });

  it('is made up for a day later where no run came', async () => {
    await hold('held#2026-11-06');
    hub.time.now = startOf(addDays('2026-11-06', 1)) + 9 * HOUR;
    await run();
    expect(hub.queued).toHaveLength(1);
  });

  it('goes out in the order of its making, whatever its name', async () => {
    const person = await subject();
    const made = [3, 1, 2].map((nth) =>
      hub.grantNotice(person, { kind: 'statement', id: `n-${4 - nth}`, createdAt: hub.time.now + nth }),
    );
    await hub.ports.notices.put(made);
    for (const notice of made) {
      await hub.ports.notices.settle(notice, ['queued'], { status: 'held', at: hub.time.now });
      await hub.ports.notices.wait('held#2026-11-06', [notice]);
    }
    hub.time.now = startOf('2026-11-06') + 8 * HOUR;
    await run();
    expect(hub.queued.map(({ id }) => id)).toEqual(['n-3', 'n-2', 'n-1']);
  });

  it('a holiday during which nothing ran is made up for', async () => {
    await hold('held#2026-11-06');
    hub.time.now = startOf('2026-11-14') + 9 * HOUR;
    await run();
    expect(hub.queued).toHaveLength(1);
  });

  it('after a restore waits for the release', async () => {
    await hub.ports.access.setHeld(true);
    await hold('held#release');
    await run();
    expect(hub.queued).toEqual([]);
    await hub.ports.access.setHeld(false);
    await run();
    expect(hub.queued).toHaveLength(1);
  });
});
