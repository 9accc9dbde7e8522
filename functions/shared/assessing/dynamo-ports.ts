import { randomBytes } from 'node:crypto';
import type { Province } from '../../../domain/province.ts';
import type { Clock } from '../clock.ts';
import { dynamoLedger } from '../dynamo/ledger.ts';
import { dynamoNotices } from '../dynamo/notices.ts';
import { dynamoPeople } from '../dynamo/people.ts';
import { dynamoSignals } from '../dynamo/signals.ts';
import { dynamoWarnings } from '../dynamo/warnings.ts';
import type { Hasher } from '../sealing.ts';
import type { keyRing } from '../wiring.ts';

export interface AssessingEnvironment {
  PEOPLE_TABLE: string;
  SIGNALS_TABLE: string;
  WARNINGS_TABLE: string;
  NOTICES_TABLE: string;
  COUNTERS_TABLE: string;
  LEDGER_TABLE: string;
  SMS_PROVIDERS: readonly string[];
}

/** The stores that assessing, sweeping and reconciling share, on their tables. */
export function assessingPorts(
  env: AssessingEnvironment,
  ring: ReturnType<typeof keyRing>,
  hasher: Hasher,
  province: Province,
  clock: Clock,
) {
  return {
    ledger: dynamoLedger(ring.on(env.LEDGER_TABLE)),
    people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
    signals: dynamoSignals(ring.on(env.SIGNALS_TABLE)),
    warnings: dynamoWarnings({
      ...ring.on(env.WARNINGS_TABLE),
      notices: env.NOTICES_TABLE,
      counters: env.COUNTERS_TABLE,
    }),
    notices: dynamoNotices(ring.on(env.NOTICES_TABLE)),
    hasher,
    province,
    clock,
    smsAvailable: env.SMS_PROVIDERS.length > 0,
    newPersonId: () => `p-${randomBytes(16).toString('base64url')}`,
  };
}
