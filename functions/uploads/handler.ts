import type { HttpRoutes } from '../shared/http.ts';
import type { UploadsPorts } from './ports.ts';
import { uploadRoutes } from './upload-routes.ts';

/** Files of departments without programmers: sent as they are, answered row by row. */
export const uploads = (ports: UploadsPorts): HttpRoutes => ({ ...uploadRoutes(ports) });
