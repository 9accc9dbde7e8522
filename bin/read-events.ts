import { readFileSync } from 'node:fs';
import { CliError } from './cli-error.ts';

/** The events of a file: one JSON object, an array, or one object a line (NDJSON). `-` reads standard input. */
export function readEvents(file: string): unknown[] {
  return parseEvents(readText(file), file);
}

export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    throw new CliError(`读不到文件 ${file}`, 2, { cause });
  }
}

/** `name` is only for the message. Throws `CliError` that says in which line the text is no JSON. */
export function parseEvents(text: string, name: string): unknown[] {
  const content = text.replace(/^\ufeff/, '').trim();
  if (content === '') throw new CliError(`${name} 是空的`, 2);
  const whole = tryParse(content);
  if (whole.ok) return Array.isArray(whole.value) ? whole.value : [whole.value];
  const lines = content.split(/\r?\n/).map((line, i) => ({ line: line.trim(), number: i + 1 }));
  const filled = lines.filter(({ line }) => line !== '');
  if (!filled[0]?.line.endsWith('}')) throw new CliError(`${name} 不是正确的JSON:${whole.message}`, 2);
  return filled.map(({ line, number }) => {
    const parsed = tryParse(line);
    if (!parsed.ok) throw new CliError(`${name} 第${number}行不是正确的JSON`, 2);
    return parsed.value;
  });
}

type Tried = { ok: true; value: unknown } | { ok: false; message: string };

/** V8's message repeats some of the text, which may be personal: only the place is kept. */
function tryParse(text: string): Tried {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const place = /position (\d+)/.exec(error instanceof Error ? error.message : '');
    return { ok: false, message: place ? `第${place[1]}个字符处写法不对` : '写法不对' };
  }
}
