import type { StaffRole } from '../staff-token.ts';

const levels = ['township', 'county', 'prefecture', 'province'] as const;
const countyAndUp = ['county', 'prefecture', 'province'] as const;
const field = ['village', 'social-worker'] as const;

/**
 * Which roles may do what, within their area. A department sees no warnings (it gets referrals and lists), the hotline no
 * reasons of a warning, and an auditor reads all and changes nothing.
 */
export const permissions = {
  'warnings.read': [...field, ...levels, 'hotline', 'auditor', 'admin'],
  /** Reasons name amounts and illness: for those who act on them, and for those who examine it. */
  'warnings.reasons': [...field, ...levels, 'auditor', 'admin'],
  'warnings.act': [...field, ...levels, 'admin'],
  'warnings.reassign': [...levels, 'admin'],
  'warnings.pause': [...levels, 'admin'],
  /** Nobody sets their own deadline, and nobody undoes their own outcome. */
  'warnings.extend': [...countyAndUp, 'admin'],
  'warnings.reopen': [...countyAndUp, 'admin'],
  'households.read': [...field, ...levels, 'auditor', 'admin'],
  /** A lead is one man's trouble told by another: for those who go and look, and those who took the call. */
  'leads.read': [...field, ...levels, 'hotline', 'auditor', 'admin'],
  'leads.phone': [...field, ...levels, 'hotline', 'admin'],
  'leads.join': [...field, ...levels, 'admin'],
  'people.contact': [...field, ...levels, 'admin'],
  /** Whoever hears it from them: at the door or on the telephone. */
  'people.decline': [...field, ...levels, 'hotline', 'admin'],
  'people.lookup': [...field, ...levels, 'hotline', 'auditor', 'admin'],
  'people.unmask': [...field, ...levels, 'hotline', 'admin'],
  'statements.read': [...field, ...levels, 'hotline', 'auditor', 'admin'],
  'statements.issue': [...levels, 'admin'],
  /** Whom the page says to call after five wrong tries. */
  'statements.unlock': [...levels, 'hotline', 'admin'],
  'statements.list': [...field, ...levels, 'hotline', 'auditor', 'admin'],
  /** A village's own sheets are its staff's to print and carry out. */
  'statements.print': ['village', ...levels, 'admin'],
  'statements.deliver': [...field, ...levels, 'admin'],
  'notices.read': [...field, ...levels, 'auditor', 'admin'],
  'calls.read': ['county', 'prefecture', 'province', 'hotline', 'auditor', 'admin'],
  'calls.attempt': ['county', 'prefecture', 'province', 'hotline', 'admin'],
  /** How a warning went, who looked, why there is one or none: for those who examine the work, not for those who do it. */
  'audit.read': ['auditor', 'admin'],
  'audit.unmask': ['admin'],
  'visits.read': [...field, ...levels, 'auditor', 'admin'],
  'visits.act': [...field, ...levels, 'admin'],
  'visits.reassign': [...levels, 'admin'],
  'offers.read': [...field, ...levels, 'hotline', 'auditor', 'admin'],
  'offers.make': [...field, ...levels, 'admin'],
  'needs.read': [...field, ...levels, 'hotline', 'auditor', 'admin'],
  /** Whose need it is: for those who hand over, not for the organisations that are handed to. */
  'needs.names': ['village', ...levels, 'hotline', 'auditor', 'admin'],
  'needs.open': [...field, ...levels, 'hotline', 'admin'],
  /** Whoever gives a household to an organisation answers for it: the offices. */
  'needs.match': [...levels, 'admin'],
  'needs.serve': [...field, ...levels, 'admin'],
  'statistics.read': [...levels, 'auditor', 'admin'],
  'referrals.read': [...levels, 'department', 'auditor', 'admin'],
  /** A department signs for, returns and answers what is on its own list. */
  'referrals.answer': ['department'],
  'referrals.send': [...levels, 'admin'],
  'referrals.assign': ['county', 'prefecture', 'province', 'admin'],
  'lists.read': ['department', 'admin'],
  /** A department's files are its own: nobody sends, sees or takes back another's. */
  'uploads.send': ['department'],
  /** Work orders of the hotline; who does what with one is decided by whose it is. */
  'orders.read': [...levels, 'hotline', 'auditor', 'admin'],
  'orders.create': [...levels, 'hotline', 'admin'],
  'orders.act': [...levels, 'hotline', 'admin'],
  'profile.read': [...field, ...levels, 'hotline', 'department', 'auditor', 'admin'],
  'offices.read': [...field, ...levels, 'hotline', 'auditor', 'admin'],
  /** A county those of its townships; admins all of their area. */
  'offices.write': ['county', 'admin'],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Permission = keyof typeof permissions;

export const may = (role: StaffRole, permission: Permission): boolean =>
  permissions[permission].some((allowed) => allowed === role);
