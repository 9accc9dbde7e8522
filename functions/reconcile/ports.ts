import type { ReconcileRun } from '../../domain/reconcile-run.ts';
import type { Access } from '../shared/access.ts';
import type { AssessPorts } from '../shared/assessing/assess.ts';
import type { Notices } from '../shared/notices.ts';
import type { Requests } from '../shared/requests.ts';
import type { SendOnPorts } from '../shared/send-on.ts';
import type { Signals } from '../shared/signals.ts';
import type { Tasks } from '../shared/tasks.ts';

export type ReconcilePorts = AssessPorts & {
  access: Pick<Access, 'keys' | 'held'>;
  notices: AssessPorts['notices'] & Pick<Notices, 'of' | 'settle' | 'wait'>;
  calls: SendOnPorts['calls'];
  sms: SendOnPorts['sms'];
  requests: Pick<Requests, 'of'>;
  signals: AssessPorts['signals'] & Pick<Signals, 'has'>;
};

export type ReconcileRunPorts = ReconcilePorts & {
  reconcileRuns: Pick<Tasks<ReconcileRun>, 'get' | 'put' | 'openAt'>;
};
