import { expect, test } from 'vitest';
import { sumInKind } from '../../domain/statement-in-kind.ts';

const given = (...texts: string[]) => sumInKind(texts.map((text) => ({ text, sign: 1 })));

test.each([
  [['棉被2床', '棉被1床'], ['棉被3床']],
  [
    ['棉被2床', '上门照料6次'],
    ['棉被2床', '上门照料6次'],
  ],
  [
    ['大米10公斤、油1桶', '大米 2.5公斤'],
    ['大米12.5公斤', '油1桶'],
  ],
  [['牛奶0.1升', '牛奶0.2升'], ['牛奶0.3升']],
  [['A4纸2包'], ['A4纸2包']],
  [['慰问品', '慰问品'], ['慰问品2份']],
  [['慰问品'], ['慰问品']],
  [
    ['棉被2床', '棉被2条'],
    ['棉被2床', '棉被2条'],
  ],
] as const)('%j add up to %j', (texts, sums) => {
  expect(given(...texts)).toEqual(sums);
});

test('what is taken back is subtracted, and beyond what was given it says so', () => {
  const back = { text: '棉被2床', sign: -1 } as const;
  expect(sumInKind([{ text: '棉被2床', sign: 1 }, back])).toEqual([]);
  expect(sumInKind([back])).toEqual(['退回棉被2床']);
});
