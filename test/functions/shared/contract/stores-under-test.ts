import type { Access } from '../../../../functions/shared/access.ts';
import type { AccessLog } from '../../../../functions/shared/access-log.ts';
import type { CallBacks } from '../../../../functions/shared/calls.ts';
import type { Counters } from '../../../../functions/shared/counters.ts';
import type { Ledger } from '../../../../functions/shared/ledger.ts';
import type { Newest } from '../../../../functions/shared/newest.ts';
import type { Notices } from '../../../../functions/shared/notices.ts';
import type { Offices } from '../../../../functions/shared/offices.ts';
import type { OptOuts } from '../../../../functions/shared/opt-outs.ts';
import type { People } from '../../../../functions/shared/people.ts';
import type { Requests } from '../../../../functions/shared/requests.ts';
import type { Hasher } from '../../../../functions/shared/sealing.ts';
import type { SendLimits } from '../../../../functions/shared/send-limits.ts';
import type { SentMessages } from '../../../../functions/shared/sent-messages.ts';
import type { Signals } from '../../../../functions/shared/signals.ts';
import type { Statements } from '../../../../functions/shared/statements.ts';
import type { Tasks } from '../../../../functions/shared/tasks.ts';
import type { Warnings } from '../../../../functions/shared/warnings.ts';

import type { Probe } from './tasks.ts';

/** All stores of one form. Suites share it, so each test takes subjects and townships that no other has. */
export interface StoresUnderTest {
  access: Access;
  accessLog: AccessLog;
  calls: CallBacks;
  counters: Counters;
  ledger: Ledger;
  limits: SendLimits;
  newest: Newest;
  notices: Notices;
  offices: Offices;
  optOuts: OptOuts;
  people: People;
  requests: Requests;
  sentMessages: SentMessages;
  signals: Signals;
  statements: Statements;
  tasks: Tasks<Probe>;
  warnings: Warnings;
  hasher: Hasher;
}

/** The tests of one port; stores exist only once the suite runs. */
export type Contract = (stores: () => StoresUnderTest) => void;

/** Pages through a list to its end; fails where it does not end. */
export async function pagesOf<T, C>(read: (after: C | undefined) => Promise<{ items: T[]; next?: C }>): Promise<T[][]> {
  const pages: T[][] = [];
  let after: C | undefined;
  do {
    const page = await read(after);
    pages.push(page.items);
    after = page.next;
    if (pages.length > 100) throw new Error('paging does not end');
  } while (after !== undefined);
  return pages;
}
