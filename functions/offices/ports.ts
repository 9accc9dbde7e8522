import type { Province } from '../../domain/province.ts';
import type { Offices } from '../shared/offices.ts';
import type { CallerPorts } from '../shared/staff-api/caller.ts';

export interface OfficePorts extends CallerPorts {
  offices: Pick<Offices, 'all' | 'get' | 'put'>;
  /** Its offices as the province's file has them: changes are laid over them here. */
  province: Province;
}
