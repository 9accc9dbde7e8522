import { describe, expect, it } from 'vitest';
import { replyWord, soundsUrgent } from '../../domain/reply-word.ts';

describe('a reply by text message', () => {
  it.each([
    '退订',
    'TD',
    'td',
    'ＴＤ',
    'T',
    'ｔ',
    ' T D ',
    '退 订',
    '退订。',
    '“退订”',
    '退订T',
    '回复TD',
    '退订回T',
    '退订回td',
    '回TD退订',
    '我要退订',
    '退订短信',
    '拒收',
    'R',
    'N',
    '退\u200B订',
  ])('%j declines', (text) => expect(replyWord(text)).toBe('opt-out'));

  it.each(['恢复', '订阅', '恢复订阅', '重新订阅', 'HF', 'ｄｙ', '我要恢复', '取消退订'])(
    '%j asks for them again',
    (text) => expect(replyWord(text)).toBe('resume'),
  );

  it.each(['收到', '好的,谢谢!', '谢谢政府', '知道了', 'ok', '1', '好'])('%j only thanks', (text) =>
    expect(replyWord(text)).toBe('thanks'),
  );

  it.each([
    '没收到钱',
    '退订了怎么还没收到钱',
    '你们是不是要我退订?',
    '谢谢,可是钱没到',
    'TD卡里没有钱',
    '2',
    '',
    '好难',
    '收到的钱不对',
    'T恤',
  ])('%j is for somebody to read', (text) => expect(replyWord(text)).toBeUndefined());

  it.each([
    ['我不想活了', true],
    ['家里着火了', true],
    ['没收到钱', false],
    ['救济金没到', false],
  ])('%j: cannot wait is %s', (text, urgent) => expect(soundsUrgent(text)).toBe(urgent));
});
