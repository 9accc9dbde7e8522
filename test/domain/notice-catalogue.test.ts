import { describe, expect, it } from 'vitest';
import { noticeKinds } from '../../domain/notice.ts';
import { mayDecline } from '../../domain/notice-catalogue.ts';

describe('the catalogue of notices', () => {
  it('lets people decline the statement, and nothing that decides about their aid or that an office must act on', () => {
    expect(noticeKinds.options.filter(mayDecline)).toEqual(['statement']);
  });
});
