import * as z from 'zod';

/** An opaque cursor: where the last page ended. */
export const encodeCursor = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** Reads a cursor of this shape back; one that the hub did not make is refused. */
export const cursorOf = <S extends z.ZodType>(shape: S) =>
  z
    .string()
    .max(300)
    .transform((text, context): z.output<S> => {
      const parsed = shape.safeParse(jsonIn(text));
      if (parsed.success) return parsed.data;
      context.issues.push({ code: 'custom', message: 'cursor 要原样带回上一页给的值', input: undefined });
      return z.NEVER;
    })
    .meta({ description: '上一页给的 cursor,原样带回' });

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
