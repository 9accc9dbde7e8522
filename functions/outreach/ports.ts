import type { PlannedVisit } from '../../domain/planned-visit.ts';
import type { Need, Offer } from '../../domain/service-match.ts';
import type { Ledger } from '../shared/ledger.ts';
import type { People } from '../shared/people.ts';
import type { Hasher } from '../shared/sealing.ts';
import type { CallerPorts } from '../shared/staff-api/caller.ts';
import type { Tasks } from '../shared/tasks.ts';
import type { Warnings } from '../shared/warnings.ts';
import type { WatchedPorts } from '../shared/watched-household.ts';

export interface OutreachPorts extends CallerPorts, WatchedPorts {
  people: Pick<People, 'get' | 'members'>;
  warnings: Pick<Warnings, 'all' | 'latest'>;
  visits: Pick<Tasks<PlannedVisit>, 'get' | 'put' | 'openIn' | 'of'>;
  needs: Pick<Tasks<Need>, 'get' | 'put' | 'openIn'>;
  offers: Pick<Tasks<Offer>, 'get' | 'put' | 'openIn'>;
  ledger: Pick<Ledger, 'put'>;
  hasher: Pick<Hasher, 'eventKey' | 'contentDigest' | 'scoped'>;
  /** 22 random url-safe characters. */
  newId: () => string;
}
