import * as z from 'zod';

/** What this function reads from its environment. */
export const environment = z.object({ WARNINGS_TOPIC: z.string().min(1) });
