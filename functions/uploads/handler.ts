import type { HttpRoutes } from '../shared/http.ts';
import type { UploadsPorts } from './ports.ts';
import { templateRoutes } from './template-routes.ts';
import { uploadRoutes } from './upload-routes.ts';

/** Files of departments without programmers: what to fill in, and what was sent, answered row by row. */
export const uploads = (ports: UploadsPorts): HttpRoutes => ({ ...uploadRoutes(ports), ...templateRoutes(ports) });
