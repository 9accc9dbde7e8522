import * as z from 'zod';
import { variables } from '../shared/environment.ts';

export const environment = z.object(variables).pick({ FILES_ORIGIN: true, LAMBDA_TASK_ROOT: true });
