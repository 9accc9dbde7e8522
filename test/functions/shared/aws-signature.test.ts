import { expect, it } from 'vitest';
import { signAws } from '../../../functions/shared/aws-signature.ts';

/* The vectors are AWS's own (Signature Version 4 test suite: post-vanilla, post-header-key-sort, post-sts-header-before). */
const key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const call = {
  host: 'example.amazonaws.com',
  service: 'service',
  region: 'us-east-1',
  at: Date.parse('2015-08-30T12:36:00Z'),
  headers: {},
  body: '',
};
const signed = (names: string, signature: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${names}, Signature=${signature}`;

it('signs a call as AWS does', () => {
  expect(signAws(call, key)).toEqual({
    'x-amz-date': '20150830T123600Z',
    authorization: signed('host;x-amz-date', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'),
  });
});

it('signs headers in the order of their names', () => {
  expect(signAws({ ...call, headers: { 'my-header1': 'value1' } }, key)['authorization']).toBe(
    signed('host;my-header1;x-amz-date', 'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c'),
  );
});

it('signs the token of a role', () => {
  const sessionToken =
    'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==';
  expect(signAws(call, { ...key, sessionToken })['authorization']).toBe(
    signed('host;x-amz-date;x-amz-security-token', '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead'),
  );
});
