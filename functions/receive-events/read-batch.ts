import type { HttpRequest } from '../shared/http.ts';
import { jsonOf } from '../shared/http-body.ts';
import { HttpProblem } from '../shared/problem.ts';

/** The events of a request as they came, not yet looked at; `single` where it was one structured event. */
export interface Batch {
  single: boolean;
  events: readonly unknown[];
}

const SINGLE = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';
const MOST_EVENTS = 500;

/** Reads a CloudEvents request by its content type. Throws 400, 413 or 415 where it is none. */
export function readBatch({ headers, body }: Pick<HttpRequest, 'headers' | 'body'>): Batch {
  const type = mediaType(headers['content-type'] ?? '');
  if (type !== SINGLE && type !== BATCH)
    throw new HttpProblem(415, `Content-Type 要写 ${SINGLE}(一条)或 ${BATCH}(一批)`);
  const content = jsonOf(body);
  if (type === SINGLE) {
    if (Array.isArray(content)) throw new HttpProblem(400, `内容是数组,Content-Type 要写 ${BATCH}`);
    return { single: true, events: [content] };
  }
  if (!Array.isArray(content)) throw new HttpProblem(400, `一批事件要写成数组;只有一条时 Content-Type 写 ${SINGLE}`);
  if (content.length > MOST_EVENTS) throw new HttpProblem(413, `一次最多${MOST_EVENTS}条,这里有${content.length}条`);
  return { single: false, events: content };
}

/** Type without parameters; JSON is UTF-8 only, so any other charset makes it a type we do not take. */
function mediaType(header: string): string {
  const [type = '', ...parameters] = header.toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  return charset === undefined || /^charset="?utf-?8"?$/.test(charset) ? type.trim() : `${type.trim()};${charset}`;
}
