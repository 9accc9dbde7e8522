import type { HttpRoutes } from '../shared/http.ts';
import type { UploadsPorts } from './ports.ts';
import { templateRoutes } from './template-routes.ts';
import { totalsRoutes } from './totals-routes.ts';
import { uploadRoutes } from './upload-routes.ts';

/** Files of departments without programmers: what to fill in, what was sent and answered row by row, and their month as a whole. */
export const uploads = (ports: UploadsPorts): HttpRoutes => ({
  ...uploadRoutes(ports),
  ...templateRoutes(ports),
  ...totalsRoutes(ports),
});
