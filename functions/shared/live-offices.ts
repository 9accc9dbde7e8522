import type { Office } from '../../domain/office.ts';
import type { Province } from '../../domain/province.ts';
import type { Clock } from './clock.ts';
import { onColdStart } from './cold-start.ts';
import { type Offices, officesWith } from './offices.ts';
import { log } from './telemetry.ts';

/** How long a function may work with offices as they were: what `docs/offices.md` promises. */
const MINUTE = 60_000;

/**
 * The bundled province with its offices as they stand now, and an `onColdStart` under which they are looked at again at the
 * beginning of an invocation, once a minute at most: one small read, and all changes only where the mark is another one.
 * Where they cannot be read, the function goes on with those it knows; one that never knew any fails, as without its keys.
 */
export function liveOffices(bundled: Province, stored: Pick<Offices, 'mark' | 'all'>, clock: Clock) {
  let offices: readonly Office[] = bundled.offices;
  let seen: string | undefined;
  let lookedAt: number | undefined;

  async function look(): Promise<void> {
    const now = clock.now();
    // The clock of a demo may also be set back.
    if (lookedAt !== undefined && Math.abs(now - lookedAt) < MINUTE) return;
    try {
      // The mark first: a change that comes between the two reads shows as another mark next time.
      const mark = await stored.mark();
      if (mark !== seen) offices = officesWith(bundled.offices, await stored.all());
      seen = mark;
    } catch (error) {
      if (lookedAt === undefined) throw error;
      log.error('Offices could not be looked at again and are kept as they were', error);
    }
    lookedAt = now;
  }

  const province: Province = {
    ...bundled,
    get offices() {
      return offices;
    },
  };
  return {
    province,
    onColdStart: <E, R>(...made: Parameters<typeof onColdStart<E, R>>): ReturnType<typeof onColdStart<E, R>> => {
      const run = onColdStart(...made);
      return async (event, context) => {
        await look();
        return run(event, context);
      };
    },
  };
}
