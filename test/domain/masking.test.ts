import { expect, it } from 'vitest';
import { maskName } from '../../domain/masking.ts';

it.each([
  ['王秀英', '王**'],
  ['王英', '王*'],
  ['欧阳修远', '欧**'],
  ['买买提·吐尔逊', '买**'],
  ['阿卜杜拉·穆罕默德·艾力', '阿**'],
  ['𠮷田英', '𠮷**'],
  ['葛\u{E0100}英', '葛\u{E0100}*'],
  [' 王英 ', '王*'],
  ['王', '*'],
  ['', ''],
])('%s is shown as %s', (name, masked) => expect(maskName(name)).toBe(masked));
