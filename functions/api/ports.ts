import type { HotlineOrder } from '../../domain/hotline-order.ts';
import type { PlannedVisit } from '../../domain/planned-visit.ts';
import type { Province } from '../../domain/province.ts';
import type { Referral } from '../../domain/referral.ts';
import type { ReferralEntry } from '../../domain/referral-entry.ts';
import type { Delivery } from '../../domain/webhook.ts';
import type { Access } from '../shared/access.ts';
import type { AccessLog } from '../shared/access-log.ts';
import type { CallBacks } from '../shared/calls.ts';
import type { Counters } from '../shared/counters.ts';
import type { Ledger } from '../shared/ledger.ts';
import type { Notices } from '../shared/notices.ts';
import type { OptOuts } from '../shared/opt-outs.ts';
import type { People } from '../shared/people.ts';
import type { Hasher } from '../shared/sealing.ts';
import type { Signals } from '../shared/signals.ts';
import type { CallerPorts } from '../shared/staff-api/caller.ts';
import type { Statements } from '../shared/statements.ts';
import type { Tasks } from '../shared/tasks.ts';
import type { Warnings } from '../shared/warnings.ts';

export interface ApiPorts extends CallerPorts {
  warnings: Pick<Warnings, 'latest' | 'get' | 'all' | 'history' | 'commit' | 'openIn' | 'byNumber'>;
  people: Pick<People, 'ids' | 'get' | 'create' | 'update' | 'members' | 'byPhone' | 'byName'>;
  signals: Pick<Signals, 'of' | 'tombstones'>;
  notices: Pick<Notices, 'get' | 'of' | 'settle' | 'put' | 'wait' | 'troubled'>;
  optOuts: Pick<OptOuts, 'of' | 'put'>;
  calls: Pick<CallBacks, 'get' | 'openIn' | 'update'>;
  statements: Pick<Statements, 'of' | 'door' | 'deliveriesOf'>;
  referrals: Pick<Tasks<Referral>, 'get' | 'of' | 'put'>;
  feedback: Pick<Tasks<ReferralEntry>, 'put'>;
  deliveries: Pick<Tasks<Delivery>, 'put'>;
  access: Pick<Access, 'webhooks'>;
  accessLog: Pick<AccessLog, 'record' | 'of'>;
  visits: Pick<Tasks<PlannedVisit>, 'of'>;
  orders: Pick<Tasks<HotlineOrder>, 'of'>;
  counters: Pick<Counters, 'days'>;
  hasher: Pick<Hasher, 'personKey' | 'phoneKey' | 'nameKey' | 'scoped' | 'eventKey' | 'contentDigest'>;
  ledger: Pick<Ledger, 'get' | 'put'>;
  smsAvailable: boolean;
  /** `p-` and 22 random characters. */
  newPersonId: () => string;
  province: Province;
  stage: string;
  /** The OpenAPI document as it was generated beside the bundle, JSON. */
  openApi: () => string;
}
