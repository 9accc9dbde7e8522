import type * as z from 'zod';

/** A provider's credentials: read once, kept while the function is warm, and read anew when they were not accepted. */
export interface Credentials<T> {
  /** Undefined where nobody has filled them in. Throws where they cannot be read. */
  current(): Promise<T | undefined>;
  /** Whether others than `used` stand there by now; `current` gives those from then on. */
  changedSince(used: T): Promise<boolean>;
}

/** `read` gives the secret's text; undefined where it has none. A text that does not fit `schema` counts as not filled in. */
export function credentialsOf<T>(read: () => Promise<string | undefined>, schema: z.ZodType<T>): Credentials<T> {
  let kept: T | undefined;
  const readAnew = async () => {
    kept = parsed(await read(), schema);
    return kept;
  };
  return {
    current: async () => kept ?? readAnew(),
    changedSince: async (used) => {
      const now = await readAnew();
      return now !== undefined && JSON.stringify(now) !== JSON.stringify(used);
    },
  };
}

function parsed<T>(text: string | undefined, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}
