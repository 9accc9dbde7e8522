import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Bytes } from './bytes.ts';
import { HttpProblem } from './problem.ts';

/** 1 MiB, as api.md promises. */
const LARGEST_BODY = 1_048_576;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The bytes as the client sent them: signatures are over these. HTTP API hands over text for types it knows and base64 for
 * all others. Throws a 413 above 1 MiB.
 */
export function bodyOf(event: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>): Bytes {
  const text = event.body ?? '';
  const encoding = event.isBase64Encoded ? 'base64' : 'utf8';
  if (Buffer.byteLength(text, encoding) > LARGEST_BODY) throw new HttpProblem(413, '一次请求最多1 MiB,请分成几次发送');
  return new Uint8Array(Buffer.from(text, encoding));
}

/** The body as JSON. Throws a 400 where it is not UTF-8 or not JSON; the parser's own message repeats the text, so it is dropped. */
export function jsonOf(body: Bytes): unknown {
  let text: string;
  try {
    text = strictUtf8.decode(body);
  } catch {
    throw new HttpProblem(400, '内容不是UTF-8编码;如果是GBK,请先转换成UTF-8');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpProblem(400, '内容不是JSON,请核对引号、逗号和括号');
  }
}
