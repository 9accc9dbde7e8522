import { expect, it } from 'vitest';
import { hubsOwn } from '../../bin/make-key.ts';

it.each(['//staff/calls', '//file', '//file/civil-affairs/621122000'])('no key posts under %s', (source) => {
  expect(hubsOwn(['//civil-affairs.gansu', source])).toBe(source);
});

it.each(['//civil-affairs.gansu', '//files.example.gov.cn', '//staffing/1'])('a key may post under %s', (source) => {
  expect(hubsOwn([source])).toBe(undefined);
});
