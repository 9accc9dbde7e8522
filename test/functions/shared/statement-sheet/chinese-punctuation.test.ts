import { expect, test } from 'vitest';
import { chinesePunctuation } from '../../../../functions/shared/statement-sheet/chinese-punctuation.ts';

test.each([
  ['您好:这,那;吗?好!', '您好\uff1a这\uff0c那\uff1b吗\uff1f好\uff01'],
  ['工作日8:30至12:00', '工作日8:30至12:00'],
  ['打0932-5550123(马营镇)或12345', '打0932-5550123\uff08马营镇\uff09或12345'],
  ['3080.00元(叁仟)', '3080.00元\uff08叁仟\uff09'],
  ['打印(A4)', '打印\uff08A4\uff09'],
  ['A (B) C, 1,200', 'A (B) C, 1,200'],
  ['(一)(二)', '\uff08一\uff09\uff08二\uff09'],
  ['未闭合(一', '未闭合(一'],
] as const)('%j becomes %j', (text, set) => {
  expect(chinesePunctuation(text)).toBe(set);
});
