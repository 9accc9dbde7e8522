import type { NoticeKind } from './notice.ts';

/**
 * Whether whoever gets it may say that they want no more of this kind (退订). What decides about somebody's aid, and what an
 * office must act on, is always told; a statement of aid already given may be declined.
 */
export const mayDecline = (kind: NoticeKind): boolean => kind === 'statement';
