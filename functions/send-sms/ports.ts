import type { Notice } from '../../domain/notice.ts';
import type { Notices } from '../shared/notices.ts';
import type { OptOuts } from '../shared/opt-outs.ts';
import type { Hasher } from '../shared/sealing.ts';
import type { SendLimits } from '../shared/send-limits.ts';
import type { SendOnPorts } from '../shared/send-on.ts';
import type { SentMessages } from '../shared/sent-messages.ts';
import type { Warnings } from '../shared/warnings.ts';
import type { OfficeContactPorts } from './office-contact.ts';
import type { NamedProvider } from './providers/registry.ts';

export interface SendSmsPorts extends Omit<SendOnPorts, 'notices' | 'people'> {
  people: OfficeContactPorts['people'];
  notices: Pick<Notices, 'get' | 'claim' | 'settle' | 'wait'>;
  warnings: Pick<Warnings, 'get'>;
  /** Whether a piece of work beside the warnings is still owed; undefined where there is none of that id. */
  taskIsOpen: (task: NonNullable<Notice['task']>) => Promise<boolean | undefined>;
  /** The preferred one first. */
  providers: readonly NamedProvider[];
  limits: SendLimits;
  optOuts: Pick<OptOuts, 'of'>;
  sentMessages: Pick<SentMessages, 'put'>;
  hasher: Pick<Hasher, 'phoneKey' | 'contentDigest'>;
  /** Waits so many ms, of which a call of the function has few. */
  pause: (ms: number) => Promise<unknown>;
}
