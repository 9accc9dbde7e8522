import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../local/handler-process.ts';
import { httpAnswer, internalError } from '../../local/http-answer.ts';

const answered = (payload: unknown): Outcome => ({ ok: true, id: '1', payload: JSON.stringify(payload) });

describe('the answer of payload format 2.0', () => {
  it('is taken as it stands where it has a status', () => {
    const answer = httpAnswer(
      answered({
        statusCode: 202,
        headers: { 'Retry-After': 5, 'Content-Type': 'a/b' },
        cookies: ['a=1', 'b=2'],
        body: 'AAH/',
        isBase64Encoded: true,
      }),
    );
    expect(answer).toEqual({
      status: 202,
      headers: [
        ['Retry-After', '5'],
        ['Content-Type', 'a/b'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
      body: Buffer.from([0, 1, 255]),
    });
  });

  it('is text where it names no type', () => {
    expect(httpAnswer(answered({ statusCode: 204 })).headers).toEqual([['content-type', 'text/plain;charset=UTF-8']]);
  });

  it.each<[string, unknown, string]>([
    ['an object', { a: '张' }, '{"a":"张"}'],
    ['a text', 'as it is', 'as it is'],
    ['nothing', null, 'null'],
  ])('is a JSON body of a 200 where it is %s without a status', (_what, payload, body) => {
    expect(httpAnswer(answered(payload))).toMatchObject({ status: 200, body: Buffer.from(body) });
  });

  it('tells nothing of a failure', () => {
    const error = { errorType: 'Error', errorMessage: 'secret' };
    expect(httpAnswer({ ok: false, id: '1', reason: 'error', error })).toBe(internalError);
    expect(httpAnswer(answered({ statusCode: 'no' }))).toBe(internalError);
  });
});
