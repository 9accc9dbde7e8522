// The process of one handler: Lambda's Node runtime in small. One event at a time; the hub sees to that.
import { createRequire } from 'node:module';
import path from 'node:path';
import { type FromHandler, type HandlerError, isToHandler, type ToHandler } from './handler-protocol.ts';
import { shiftDate } from './shifted-date.ts';

const [root = '', entry = '', offsetMs = '0'] = process.argv.slice(2);

// Not before there is an offset: a process without one has Node's own Date.
if (offsetMs !== '0') shiftDate(Number(offsetMs));
process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit());

function tell(message: FromHandler): void {
  process.send?.(message);
}

/** `index.handler` → the function exported as `handler` by index.js, index.cjs or index.mjs. */
function loadHandler(): (event: unknown, context: unknown) => unknown {
  const [file = '', name = ''] = entry.split(/\.(?=[^.]*$)/);
  const load = createRequire(path.join(root, 'index.js'));
  const found: unknown = load(load.resolve(`./${file}`, { paths: [root] }));
  const handler = typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined;
  if (typeof handler !== 'function') throw named('Runtime.HandlerNotFound', `${entry} is undefined or not exported`);
  // As the runtime nodejs24.x does.
  if (handler.length > 2)
    throw named('Runtime.CallbackHandlerDeprecated', `${entry} takes a callback, which Node.js 24 refuses`);
  return (event, context) => Reflect.apply(handler, undefined, [event, context]);
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function describe(error: unknown): HandlerError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message };
}

function contextOf(id: string, remainingMs: number) {
  const deadline = performance.now() + remainingMs;
  const name = process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? '';
  return {
    awsRequestId: id,
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: process.env['LOCAL_FUNCTION_ARN'] ?? '',
    memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? '128',
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

async function invoke({ id, event, remainingMs }: Extract<ToHandler, { kind: 'invoke' }>): Promise<void> {
  try {
    const result = await handler(event, contextOf(id, remainingMs));
    tell({ kind: 'result', id, payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    process.stderr.write(`${id} Invoke Error ${error instanceof Error ? error.stack : String(error)}\n`);
    tell({ kind: 'failure', id, error: describe(error) });
  }
}

function load(): ReturnType<typeof loadHandler> {
  try {
    return loadHandler();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    // After the message is out, or the hub would see an exit and not its reason.
    process.send?.({ kind: 'broken', error: describe(error) } satisfies FromHandler, undefined, undefined, () =>
      process.exit(1),
    );
    return () => undefined;
  }
}

const handler = load();
process.on('message', (message) => {
  if (!isToHandler(message)) return;
  if (message.kind === 'invoke') void invoke(message);
  else {
    shiftDate(message.offsetMs);
    tell({ kind: 'clock-set', id: message.id });
  }
});
tell({ kind: 'ready' });
