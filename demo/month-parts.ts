import type { MakeEvent } from './cloud-event.ts';
import type { MadeUpHousehold, Registry } from './people.ts';
import type { Random } from './random.ts';

/** What a part of the month is made from. */
export interface MonthParts {
  random: Random;
  registry: Registry;
  make: MakeEvent;
  households: readonly MadeUpHousehold[];
}
