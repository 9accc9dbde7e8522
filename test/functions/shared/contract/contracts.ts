import { describe } from 'vitest';
import { accessContract } from './access.ts';
import { accessLogContract } from './access-log.ts';
import { callsContract } from './calls.ts';
import { ledgerContract } from './ledger.ts';
import { newestContract } from './newest.ts';
import { noticesContract } from './notices.ts';
import { officesContract } from './offices.ts';
import { optOutsContract } from './opt-outs.ts';
import { peopleContract } from './people.ts';
import { requestsContract } from './requests.ts';
import { sendLimitsContract } from './send-limits.ts';
import { sentMessagesContract } from './sent-messages.ts';
import { signalsContract } from './signals.ts';
import { statementsContract } from './statements.ts';
import type { Contract } from './stores-under-test.ts';
import { tasksContract } from './tasks.ts';
import { warningsContract } from './warnings.ts';

const contracts = {
  ledger: ledgerContract,
  people: peopleContract,
  signals: signalsContract,
  'warnings and counters': warningsContract,
  newest: newestContract,
  notices: noticesContract,
  'limits of sending': sendLimitsContract,
  'sent messages': sentMessagesContract,
  'opt-outs': optOutsContract,
  'call-backs': callsContract,
  offices: officesContract,
  requests: requestsContract,
  access: accessContract,
  'access log': accessLogContract,
  statements: statementsContract,
  tasks: tasksContract,
} as const satisfies Record<string, Contract>;

/** What every form of the stores must do. */
export const keepsTheContracts: Contract = (stores) => {
  for (const [port, contract] of Object.entries(contracts)) describe(port, () => contract(stores));
};
