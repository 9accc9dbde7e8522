import type { HttpRoutes } from '../shared/http.ts';
import { listRoutes } from './list-routes.ts';
import type { ReferralsPorts } from './ports.ts';
import { referralRoutes } from './referral-routes.ts';

/** What departments are asked to do, and the lists they get: for staff, and for a department's own system. */
export const referrals = (ports: ReferralsPorts): HttpRoutes => ({ ...referralRoutes(ports), ...listRoutes(ports) });
