import type { HttpRoutes } from '../shared/http.ts';
import { byPath } from '../shared/staff-api/router.ts';
import { auditRoutes } from './audit-routes.ts';
import { callRoutes } from './call-routes.ts';
import { contactRoutes } from './contact-routes.ts';
import { householdRoutes } from './household-routes.ts';
import { leadRoutes } from './lead-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import type { ApiPorts } from './ports.ts';
import { publicRoutes } from './public-routes.ts';
import { statisticsRoutes } from './statistics-routes.ts';
import { warningRoutes } from './warning-routes.ts';

/** The thin API of staff front ends: every route, by method and path. */
export const apiRoutes = (ports: ApiPorts): HttpRoutes => ({
  ...publicRoutes(ports),
  ...warningRoutes(ports),
  ...householdRoutes(ports),
  ...peopleRoutes(ports),
  ...contactRoutes(ports),
  ...leadRoutes(ports),
  ...callRoutes(ports),
  ...noticeRoutes(ports),
  ...statisticsRoutes(ports),
  ...auditRoutes(ports),
});

/** As the gateway's default route: what no other function takes. */
export const api = (ports: ApiPorts): HttpRoutes => ({ $default: byPath(apiRoutes(ports)) });
