import * as z from 'zod';
import { CliError } from './cli-error.ts';
import { eventBatches } from './event-batches.ts';
import { refusal, type SigningPorts, sendSigned } from './send-signed.ts';

export interface PostPorts extends SigningPorts {
  /** Events a request; default: as many as the hub takes. */
  batch?: number;
}

const resultSchema = z.object({
  id: z.string().nullable(),
  status: z.enum(['accepted', 'duplicate', 'conflict', 'invalid', 'forbidden']),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});
const answerSchema = z.looseObject({ results: z.array(resultSchema) });

/** What became of one event; `nth` counts from 0 over all that were given. */
export type PostResult = z.output<typeof resultSchema> & { nth: number };

const BATCH = 'application/cloudevents-batch+json';

/**
 * Signs and sends events in batches, one result an event, in order. Retries where the hub is busy, failed or cannot be
 * reached. Throws `CliError` where a whole request is refused.
 */
export async function postEvents(
  ports: PostPorts,
  events: readonly unknown[],
  progress: (sent: number) => void = () => undefined,
): Promise<PostResult[]> {
  const results: PostResult[] = [];
  for (const { body, first, count } of eventBatches(events, ports.batch)) {
    const response = await sendSigned(ports, { method: 'POST', path: '/v1/events', body, contentType: BATCH });
    const answered = await resultsOf(response);
    results.push(...answered.map((result, i) => ({ ...result, nth: first + i })));
    progress(first + count);
  }
  return results;
}

async function resultsOf(response: Response) {
  if (response.status !== 202 && response.status !== 207) throw new CliError(await refusal(response));
  return answerSchema.parse(await response.json()).results;
}

export const isWell = ({ status }: Pick<PostResult, 'status'>) => status === 'accepted' || status === 'duplicate';
