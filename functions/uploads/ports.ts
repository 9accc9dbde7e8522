import type { ConfirmedMappings } from '../../domain/confirmed-mapping.ts';
import type { Province } from '../../domain/province.ts';
import type { Upload } from '../../domain/upload.ts';
import type { AccessLog } from '../shared/access-log.ts';
import type { Clock } from '../shared/clock.ts';
import type { Counters } from '../shared/counters.ts';
import type { HttpRequest } from '../shared/http.ts';
import type { Objects } from '../shared/objects.ts';
import { HttpProblem } from '../shared/problem.ts';
import type { Hasher } from '../shared/sealing.ts';
import type { Queue } from '../shared/sqs-queue.ts';
import { may } from '../shared/staff-api/permissions.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { Tasks } from '../shared/tasks.ts';

export interface UploadsPorts {
  /** By a staff token of a department, or by its own key. */
  caller: (request: HttpRequest) => Promise<Staff>;
  uploads: Pick<Tasks<Upload>, 'get' | 'put' | 'openIn' | 'of'>;
  mappings: Pick<Tasks<ConfirmedMappings>, 'get' | 'put'>;
  objects: Pick<Objects, 'putAddress' | 'getAddress' | 'sizes' | 'remove'>;
  /** Files that a worker shall look at. */
  imports: Queue<{ id: string }>;
  /** What departments' own systems sent, by day. */
  counters: Pick<Counters, 'days'>;
  accessLog: Pick<AccessLog, 'record'>;
  hasher: Pick<Hasher, 'scoped'>;
  province: Province;
  clock: Clock;
  /** 22 random url-safe characters. */
  newId: () => string;
}

/** Somebody of a department, by the profile's key. */
export type Sender = Staff & { department: string };

/** Whose file it is. Throws 401 where nobody says who, 403 where it is no department. */
export async function senderOf({ caller }: Pick<UploadsPorts, 'caller'>, request: HttpRequest): Promise<Sender> {
  const staff = await caller(request);
  const { department } = staff;
  if (!may(staff.role, 'uploads.send') || department === undefined)
    throw new HttpProblem(403, '上传文件要用部门的账号或密钥');
  return { ...staff, department };
}
