import { describe, expect, it } from 'vitest';
import type { Office } from '../../../domain/office.ts';
import { liveOffices } from '../../../functions/shared/live-offices.ts';
import { memoryOffices } from '../../../functions/shared/memory/offices.ts';
import { compileProvince } from '../../../lib/province.ts';
import { NOW } from '../../factories.ts';
import { gatewayContext } from './gateway.ts';

const { province: gansu } = compileProvince('gansu');
const MAYING = 'township-621121101';
const maying = gansu.offices.find(({ id }) => id === MAYING);

/** A function that answers the name of Maying's office, an instant and a count of reads. */
function makeFunction() {
  const stored = memoryOffices();
  const time = { now: NOW };
  const reads = { marks: 0, all: 0, broken: false };
  const live = liveOffices(
    gansu,
    {
      mark: async () => {
        if (reads.broken) throw new Error('away');
        reads.marks += 1;
        return stored.mark();
      },
      all: async () => {
        reads.all += 1;
        return stored.all();
      },
    },
    { now: () => time.now },
  );
  const run = live.onColdStart(
    async () => async (id: string) => live.province.offices.find((each) => each.id === id)?.name,
  );
  const rename = (name: string, version = 1, office: Office | undefined = maying && { ...maying, name }) =>
    stored.put({ id: MAYING, version, at: time.now, by: 's', ...(office && { office }) });
  return { stored, time, reads, rename, name: (id = MAYING) => run(id, gatewayContext()), live };
}

describe('a function sees its offices', () => {
  it('as in the file while nobody changed them, at one small read a minute', async () => {
    const { name, reads, time } = makeFunction();
    for (let second = 0; second < 120; second++) {
      expect(await name()).toBe('马营镇民政办');
      time.now += 1000;
    }
    expect(reads).toMatchObject({ marks: 2, all: 0 });
  });

  it.each([
    [59_999, '马营镇民政办'],
    [60_000, '马营镇社会救助站'],
  ])('as changed, %i ms later: %s', async (after, expected) => {
    const { name, rename, time } = makeFunction();
    await name();
    await rename('马营镇社会救助站');
    time.now += after;
    expect(await name()).toBe(expected);
  });

  it('as in the file again once a change is taken back, new ones beside them', async () => {
    const { name, rename, time, stored, reads } = makeFunction();
    await rename('马营镇社会救助站');
    expect(await name()).toBe('马营镇社会救助站');
    await stored.put({ id: MAYING, version: 2, at: NOW, by: 's' });
    const fresh = { id: 'township-621122105', role: 'township', division: '621122105' } as const;
    const office: Office = { ...fresh, name: '新单位', landline: '0932-5550199', contacts: [], villages: [] };
    await stored.put({ id: fresh.id, version: 1, at: NOW, by: 's', office });
    time.now += 60_000;
    expect(await name()).toBe('马营镇民政办');
    expect(await name(fresh.id)).toBe('新单位');
    time.now += 60_000;
    await name();
    expect(reads).toMatchObject({ marks: 3, all: 2 });
  });

  it('as it last knew them while they cannot be read, but does not start without', async () => {
    const { name, rename, time, reads } = makeFunction();
    reads.broken = true;
    await expect(name()).rejects.toThrow();
    reads.broken = false;
    await rename('马营镇社会救助站');
    expect(await name()).toBe('马营镇社会救助站');
    reads.broken = true;
    time.now += 60_000;
    expect(await name()).toBe('马营镇社会救助站');
  });

  it('when the clock of a demo is set back', async () => {
    const { name, rename, time } = makeFunction();
    await name();
    await rename('马营镇社会救助站');
    time.now -= 86_400_000;
    expect(await name()).toBe('马营镇社会救助站');
  });
});
