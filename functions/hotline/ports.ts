import type { CallerOrder, HotlineOrder } from '../../domain/hotline-order.ts';
import type { FatePorts } from '../shared/assessing/fate.ts';
import type { Ledger } from '../shared/ledger.ts';
import type { Notices } from '../shared/notices.ts';
import type { People } from '../shared/people.ts';
import type { Hasher } from '../shared/sealing.ts';
import type { CallerPorts } from '../shared/staff-api/caller.ts';
import type { Tasks } from '../shared/tasks.ts';
import type { Warnings } from '../shared/warnings.ts';

export interface HotlinePorts extends CallerPorts, FatePorts {
  orders: Pick<Tasks<HotlineOrder>, 'get' | 'put' | 'openIn'>;
  callers: Pick<Tasks<CallerOrder>, 'put' | 'of'>;
  ledger: Pick<Ledger, 'put' | 'get'>;
  people: Pick<People, 'ids' | 'get' | 'byPhone'>;
  warnings: Pick<Warnings, 'all' | 'get'>;
  notices: Pick<Notices, 'put' | 'wait'>;
  hasher: Pick<Hasher, 'personKey' | 'phoneKey' | 'eventKey' | 'contentDigest' | 'scoped'>;
  smsAvailable: boolean;
  /** 22 url-safe characters that nobody can guess: what a number is made of where the client sent no key. */
  randomText: () => string;
}
