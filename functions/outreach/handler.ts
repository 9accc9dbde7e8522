import type { HttpRoutes } from '../shared/http.ts';
import { needRoutes } from './need-routes.ts';
import { offerRoutes } from './offer-routes.ts';
import type { OutreachPorts } from './ports.ts';
import { visitRoutes } from './visit-routes.ts';

/** Going to people without a warning: planned visits, and help that is not money. */
export const outreach = (ports: OutreachPorts): HttpRoutes => ({
  ...visitRoutes(ports),
  ...offerRoutes(ports),
  ...needRoutes(ports),
});
