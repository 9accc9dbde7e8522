import { describe, expect, it } from 'vitest';
import { failedItems } from '../../local/event-source.ts';
import type { Outcome } from '../../local/handler-process.ts';
import { asAwsSends } from '../../local/stream-record.ts';

const answered = (payload: unknown): Outcome => ({ ok: true, id: '1', payload: JSON.stringify(payload) });
const failures = (...ids: string[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe('which items of a batch failed', () => {
  it.each<[string, unknown, 'all' | string[]]>([
    ['none where nothing is answered', null, []],
    ['none where the list is empty', failures(), []],
    ['none where the list is missing', {}, []],
    ['those that are named', failures('a'), ['a']],
    ['all where an unknown one is named', failures('z'), 'all'],
    ['all where one is named by nothing', failures(''), 'all'],
    ['all where the answer is no object', 'done', 'all'],
  ])('%s', (_what, payload, expected) => {
    expect(failedItems(answered(payload), true, ['a', 'b'])).toEqual(expected === 'all' ? 'all' : new Set(expected));
  });

  it('all where the handler threw, none where it does not report items', () => {
    const error = { errorType: 'Error', errorMessage: '' };
    expect(failedItems({ ok: false, id: '1', reason: 'error', error }, true, ['a'])).toBe('all');
    expect(failedItems(answered(failures('a')), false, ['a'])).toEqual(new Set());
  });
});

describe('a record of the emulator', () => {
  const source = { arn: 'arn:stream', region: 'us-east-1', keyAttributes: ['id'] };
  const dynamodb = { SequenceNumber: '1', ApproximateCreationDateTime: 1, Keys: { id: { S: 'a' }, gsi: { S: 'x' } } };

  it('of expiry becomes what AWS sends: removed by the service, with the keys of the table only', () => {
    expect(asAwsSends({ eventName: 'UNKNOWN_TO_SDK_VERSION', dynamodb }, source)).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
      dynamodb: { Keys: { id: { S: 'a' } } },
    });
  });

  it('of a write keeps what it says and names the stream of the stack', () => {
    expect(asAwsSends({ eventName: 'INSERT', awsRegion: 'ddblocal', dynamodb }, source)).toEqual({
      eventName: 'INSERT',
      awsRegion: 'us-east-1',
      eventSource: 'aws:dynamodb',
      eventSourceARN: 'arn:stream',
      dynamodb,
    });
  });
});
