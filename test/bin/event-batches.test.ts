import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventBatches } from '../../bin/event-batches.ts';

const events = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));

describe('batches', () => {
  it.each([
    [0, []],
    [1, [1]],
    [500, [500]],
    [501, [500, 1]],
    [1000, [500, 500]],
  ])('%i events go in %j', (count, sizes) => {
    expect(eventBatches(events(count)).map((batch) => batch.count)).toEqual(sizes);
  });

  it('keep within the size the hub takes', () => {
    const large = Array.from({ length: 5 }, () => ({ text: '字'.repeat(100_000) }));
    const batches = eventBatches(large);
    expect(batches.map(({ count }) => count)).toEqual([3, 2]);
    expect(batches.filter(({ body }) => Buffer.byteLength(body) > 1024 * 1024)).toEqual([]);
  });

  it('send one that is too large alone, so that the hub can say so of it only', () => {
    expect(eventBatches([{ a: 1 }, { a: 'x'.repeat(50) }, { a: 2 }], 10, 30).map(({ count }) => count)).toEqual([
      1, 1, 1,
    ]);
  });

  it('lose nothing and keep the order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string()),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 10, max: 60 }),
        (all, most, bytes) => {
          const batches = eventBatches(all, most, bytes);
          expect(batches.flatMap(({ body }) => JSON.parse(body))).toEqual(all);
          expect(batches.map(({ first }) => first)).toEqual(
            batches.map((_, i) => batches.slice(0, i).reduce((sum, { count }) => sum + count, 0)),
          );
        },
      ),
    );
  });
});
