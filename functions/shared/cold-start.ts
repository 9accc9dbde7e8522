import type { Context } from 'aws-lambda';

type Run<E, R> = (event: E, context: Context) => Promise<R>;

/**
 * A handler that is made on the first call and kept: a bundle in CommonJS cannot wait at its top level, and the hashing key must be
 * unwrapped first. Where making it fails, that call fails and the next one tries again.
 */
export function onColdStart<E, R>(make: () => Promise<Run<E, R>>): Run<E, R> {
  let made: Promise<Run<E, R>> | undefined;
  return async (event, context) => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return (await made)(event, context);
  };
}
