import { LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { SafeError } from './safe-error.ts';

const FRAME = /^\s+at (?:[\w$.<>[\] ]{1,120} \()?(?:file:\/\/|node:|[A-Z]:\\|\/)[^\s()]{1,300}:\d+:\d+\)?$/;
const DEPTH = 5;

/** The frames at the end of a stack: what stands above them is the message, which is not ours to show. */
function framesOf({ stack = '', message }: Error): string[] {
  const behind = message === '' ? -1 : stack.lastIndexOf(message);
  const lines = (behind < 0 ? stack : stack.slice(behind + message.length)).split('\n');
  return lines.filter((line) => FRAME.test(line)).map((line) => line.trim());
}

/**
 * An error as a log may show it. Only a `SafeError` keeps its message and code; of any other the name and the frames stay,
 * because its message and its extra properties may repeat the event it met.
 */
export function safeError(error: unknown, depth = 0): LogAttributes {
  if (!(error instanceof Error)) return { name: typeof error };
  const name = /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'Error';
  const own = error instanceof SafeError ? { code: error.code, message: error.message } : {};
  const cause = error.cause === undefined || depth >= DEPTH ? {} : { cause: safeError(error.cause, depth + 1) };
  return { name, ...own, stack: framesOf(error), ...cause };
}

/** One JSON line a record; errors wherever they stand go through `safeError`. */
export class SafeLogFormat extends LogFormatter {
  formatAttributes(attributes: UnformattedAttributes, additional: LogAttributes): LogItem {
    return new LogItem({
      attributes: {
        level: attributes.logLevel,
        message: attributes.message,
        timestamp: this.formatTimestamp(attributes.timestamp),
        service: attributes.serviceName,
        cold_start: attributes.lambdaContext?.coldStart,
        function_name: attributes.lambdaContext?.functionName,
        function_request_id: attributes.lambdaContext?.awsRequestId,
      },
    }).addAttributes(additional);
  }

  override formatError(error: Error): LogAttributes {
    return safeError(error);
  }
}
