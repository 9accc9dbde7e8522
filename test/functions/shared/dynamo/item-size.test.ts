import { describe, expect, test } from 'vitest';
import { itemSize, writeUnits } from '../../../../functions/shared/dynamo/item-size.ts';

describe('an item counts as DynamoDB counts it', () => {
  test.each([
    ['an empty item', {}, 0],
    ['a name and its text', { p: 'abc' }, 4],
    ['Chinese, three bytes a character', { 名: '李桂兰' }, 12],
    ['an emoji, four bytes', { p: '😀' }, 5],
    ['bytes as they are', { x: new Uint8Array(300) }, 301],
    ['no digit that counts', { v: 0 }, 2],
    ['one digit', { v: 7 }, 3],
    ['two digits', { v: 12 }, 3],
    ['three digits', { v: 123 }, 4],
    ['an instant of thirteen digits', { a: 1_793_844_000_123 }, 9],
    ['zeros at the end free', { a: 1_700_000_000_000 }, 3],
    ['a sign', { v: -12 }, 4],
    ['a truth', { h: true }, 2],
    ['an empty list', { t: [] }, 4],
    ['a list of texts', { t: ['ab', 'c'] }, 9],
    ['a list of maps', { t: [{ p: 'sns', a: 12 }] }, 17],
  ])('%s', (_, item, bytes) => {
    expect(itemSize(item)).toBe(bytes);
  });
});

test.each([
  [1, 1],
  [1023, 1],
  [1024, 1],
  [1025, 2],
  [2048, 2],
  [2049, 3],
])('%i bytes are %i write units', (bytes, units) => {
  expect(writeUnits({ x: new Uint8Array(bytes - 1) })).toBe(units);
});
