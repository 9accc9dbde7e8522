import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { SafeError } from './safe-error.ts';
import { SafeLogFormat } from './safe-log-format.ts';

const logger = new Logger({ logFormatter: new SafeLogFormat() });
const metrics = new Metrics({ namespace: 'JiuzhuHub' });

/** Codes, counts and ids that say nothing about a person. Never an event, a request or a row: those hold people. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** The one way into the log. `message` is a fixed English sentence; what varies stands in `fields`. */
export const log = {
  info: (message: string, fields: LogFields = {}) => logger.info(message, { ...fields }),
  warn: (message: string, fields: LogFields = {}) => logger.warn(message, { ...fields }),
  /** Of an error that is not our own only name and stack frames are printed. */
  error: (message: string, error: unknown, fields: LogFields = {}) =>
    logger.error(message, { ...fields, error: error instanceof Error ? error : new Error(typeof error) }),
};

/** Adds to a metric of the hub (embedded metric format), printed when the invocation ends; with dimensions of its own, at once. */
export function count(name: string, value = 1, dimensions?: Readonly<Record<string, string>>): void {
  if (value <= 0) return;
  const single = dimensions && metrics.singleMetric();
  if (dimensions) single?.addDimensions({ ...dimensions });
  (single ?? metrics).addMetric(name, MetricUnit.Count, value);
}

/** The same, printed at once: for work that is marked as done before the invocation ends, and may be killed behind the mark. */
export function countAtOnce(name: string, value: number): void {
  count(name, value, {});
}

/**
 * Wraps a Lambda handler: every line carries the request id, metrics are printed at the end, and what is thrown is logged
 * safely and thrown on as a `SafeError`, because the runtime prints whatever it receives, message and all.
 */
export const withTelemetry =
  <E, R>(handler: (event: E, context: Context) => Promise<R>) =>
  async (event: E, context: Context): Promise<R> => {
    logger.addContext(context);
    try {
      return await handler(event, context);
    } catch (error) {
      log.error('The invocation failed', error);
      throw publicForm(error);
    } finally {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    }
  };

/** The error without anything it may have picked up: no message of others, no cause, no extra properties. */
function publicForm(error: unknown): SafeError {
  if (error instanceof SafeError) return new SafeError(error.code, error.message);
  return new SafeError('unexpected', 'unexpected error, see the log');
}
