import type { ConfirmedMappings } from '../../../domain/confirmed-mapping.ts';
import type { CallerOrder, HotlineOrder } from '../../../domain/hotline-order.ts';
import type { PlannedVisit } from '../../../domain/planned-visit.ts';
import type { ReconcileRun } from '../../../domain/reconcile-run.ts';
import type { Referral } from '../../../domain/referral.ts';
import type { ReferralEntry } from '../../../domain/referral-entry.ts';
import type { Need, Offer } from '../../../domain/service-match.ts';
import type { StatementRun } from '../../../domain/statement-run.ts';
import type { TaskKind } from '../../../domain/task.ts';
import type { Upload } from '../../../domain/upload.ts';
import type { Delivery } from '../../../domain/webhook.ts';
import type { Access } from '../access.ts';
import type { Hasher } from '../sealing.ts';
import { memoryAccess } from './access.ts';
import { memoryAccessLog } from './access-log.ts';
import { memoryCalls } from './calls.ts';
import { memoryCounters } from './counters.ts';
import { memoryLedger } from './ledger.ts';
import { memoryNewest } from './newest.ts';
import { memoryNotices } from './notices.ts';
import { memoryObjects } from './objects.ts';
import { memoryOffices } from './offices.ts';
import { memoryOptOuts } from './opt-outs.ts';
import { memoryPeople } from './people.ts';
import { memoryRequests } from './requests.ts';
import { memorySendLimits } from './send-limits.ts';
import { memorySentMessages } from './sent-messages.ts';
import { memorySignals } from './signals.ts';
import { memoryStatements } from './statements.ts';
import { memoryTasks } from './tasks.ts';
import { memoryWarnings } from './warnings.ts';

/** Every store in memory, working together as one hub's. `access` may be one that gave out data keys before. */
export function memoryStores(hasher: Pick<Hasher, 'phoneKey' | 'nameKey'>, access: Access = memoryAccess()) {
  const counters = memoryCounters();
  const notices = memoryNotices(counters);
  const referrals = memoryTasks<Referral>();
  return {
    access,
    accessLog: memoryAccessLog(),
    callers: memoryTasks<CallerOrder>(),
    calls: memoryCalls(counters),
    counters,
    deliveries: memoryTasks<Delivery>(),
    feedback: memoryTasks<ReferralEntry>(),
    ledger: memoryLedger(),
    limits: memorySendLimits(),
    newest: memoryNewest(),
    notices,
    objects: memoryObjects(),
    offices: memoryOffices(),
    orders: memoryTasks<HotlineOrder>(),
    optOuts: memoryOptOuts(),
    people: memoryPeople(hasher),
    reconcileRuns: memoryTasks<ReconcileRun>(),
    referrals,
    taskIsOpen: async ({ kind, id }: { kind: TaskKind; id: string }) =>
      kind === 'referral' ? (await referrals.get(id))?.open : undefined,
    requests: memoryRequests(),
    runs: memoryTasks<StatementRun>(),
    sentMessages: memorySentMessages(),
    signals: memorySignals(),
    statements: memoryStatements(),
    mappings: memoryTasks<ConfirmedMappings>(),
    needs: memoryTasks<Need>(),
    offers: memoryTasks<Offer>(),
    uploads: memoryTasks<Upload>(),
    visits: memoryTasks<PlannedVisit>(),
    warnings: memoryWarnings(notices, counters),
  };
}
