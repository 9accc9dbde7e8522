import { expect, test } from 'vitest';
import { startOf } from '../../domain/shanghai-day.ts';
import { deliveryText, wrongDelivery } from '../../domain/statement-delivery.ts';

const issued = startOf('2027-01-03') + 1;
const now = startOf('2027-01-10') + 1;

test.each([
  ['2027-01-02', 'self', undefined, 'deliveredOn'],
  ['2027-01-03', 'self', undefined, undefined],
  ['2027-01-10', 'village', undefined, undefined],
  ['2027-01-11', 'self', undefined, 'deliveredOn'],
  ['2027-01-05', 'family', undefined, 'name'],
  ['2027-01-05', 'neighbour', undefined, 'name'],
  ['2027-01-05', 'neighbour', '李明', undefined],
] as const)('delivered on %s to %s (%s): wrong is %s', (deliveredOn, to, name, path) => {
  expect(wrongDelivery({ deliveredOn, to, name }, issued, now)?.path).toBe(path);
});

test.each([
  ['self', undefined, 'read-aloud', '本人收;当面念'],
  ['family', '儿子', 'by-hand', '家里人代收,儿子;当面交'],
  ['village', undefined, 'posted', '村里代收;邮寄'],
] as const)('%s %s %s is told as %s', (to, relation, method, text) => {
  expect(deliveryText({ to, method, ...(relation && { relation }) })).toBe(text);
});
