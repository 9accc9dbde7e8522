import { makeIdentityNumber } from '../../../domain/identity-number.ts';
import type { PlannedVisit } from '../../../domain/planned-visit.ts';
import type { Province } from '../../../domain/province.ts';
import { planVisits } from '../../../functions/plan-visits/handler.ts';
import type { Progress } from '../../../functions/plan-visits/progress.ts';
import { createHasher } from '../../../functions/shared/keyed-hasher.ts';
import { memoryStores } from '../../../functions/shared/memory/stores.ts';
import { memoryTasks } from '../../../functions/shared/memory/tasks.ts';
import type { PersonRecord } from '../../../functions/shared/people.ts';
import { compileProvince } from '../../../lib/province.ts';
import { at, signal } from '../../domain/signals.ts';

const yunnan = compileProvince('yunnan').province;
/** Only a few townships, so that a thousand runs take no time; in the order in which they are planned. */
export const TOWNSHIPS = ['530602001', '530602002', '530602003', '530621100'];
const names = Object.fromEntries(
  ['53', '5306', '530602', '530621', ...TOWNSHIPS].map((code) => [code, yunnan.divisions.names[code] ?? code]),
);
export const watchedProvince: Province = { ...yunnan, divisions: { ...yunnan.divisions, names } };

/** People on a roster, and the morning's run over them; `clock.at` is turned by hand. */
export function watchedHub(start = at('2026-10-01')) {
  const hasher = createHasher(new Uint8Array(32).fill(9));
  const stores = { ...memoryStores(hasher), progress: memoryTasks<Progress>() };
  const clock = { at: start, now: () => clock.at };
  const ports = { ...stores, hasher, clock, province: watchedProvince };
  let serial = 0;
  let rosters = 0;

  async function put(record: PersonRecord, before?: PersonRecord) {
    if (before) await stores.people.update(record, before);
    else await stores.people.create(hasher.personKey(record.idNumber), record);
  }

  return {
    ports,
    stores,
    clock,
    run: (overrides: Partial<typeof ports> = {}) => planVisits({ ...ports, ...overrides })(),
    /** Somebody in a category; without a household they stand alone. */
    async settle(township: string, categories: readonly string[], household?: string): Promise<string> {
      serial += 1;
      const id = `p-${serial}`;
      await put({
        id,
        version: 1,
        idNumber: makeIdentityNumber('530602', '19700101', serial),
        name: { value: '王秀英', at: start },
        residence: { value: township, at: start },
        watchedIn: township.slice(0, 9),
        rostered: true,
        ...(household && { household }),
      });
      if (household)
        await stores.people.putMemberships([{ household, person: id, relation: 'head', from: '2025-01-01' }]);
      await this.enrol(id, categories);
      return id;
    },
    /** A newer roster, which replaces the one before. */
    async enrol(person: string, categories: readonly string[]) {
      rosters += 1;
      const on = '2026-01-05';
      const listed = signal(
        'roster',
        { on, categories: categories.map((key) => ({ key, from: '2026-01-01' })) },
        { person, time: clock.at + rosters, department: 'civil-affairs', source: 'roster' },
      );
      await stores.signals.record([{ signal: listed, township: TOWNSHIPS[0] ?? '' }]);
    },
    async change(person: string, change: Partial<PersonRecord>) {
      const before = (await stores.people.get([person])).get(person);
      if (!before) throw new Error('nobody');
      await put({ ...before, ...change, version: before.version + 1 }, before);
    },
    /** A death takes somebody off the roster's index as well. */
    async die(person: string, diedOn: string) {
      const before = (await stores.people.get([person])).get(person);
      if (!before) throw new Error('nobody');
      const { watchedIn: _in, ...rest } = before;
      await put({ ...rest, diedOn, version: before.version + 1 }, before);
    },
    of: (subject: string): Promise<PlannedVisit[]> => stores.visits.of(subject),
  };
}
export type WatchedHub = ReturnType<typeof watchedHub>;
