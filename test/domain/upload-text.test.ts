import { describe, expect, it } from 'vitest';
import { uploadStatus } from '../../domain/upload.ts';
import { uploadText } from '../../domain/upload-text.ts';
import { makeUpload } from '../uploads.ts';

const rows = (read: number, rejected = 0, unchanged = 0, duplicate = 0) => ({
  rows: { read, accepted: read - rejected - unchanged - duplicate, unchanged, duplicate, rejected },
});

describe('what a sender is told', () => {
  it.each(uploadStatus.options)('%s: whole sentences of plain Chinese', (status) => {
    const text = uploadText(makeUpload({ status }));
    expect(text).toMatch(/^[^A-Za-z「」]+。$/);
    expect(text).not.toContain('undefined');
  });

  it.each([
    [{ ...rows(3) }, '读完了:共3行,收下3行。都办好了,谢谢您。'],
    [
      { ...rows(10, 1, 2, 3), left: 4 },
      '读完了:共10行,收下4行,和上次一样的2行,表里写重的3行,没收下的1行。不在名单上了的4人,已按退出处理。请下载改错表,照“错误原因”一列改好,整张表原样重发就行;已经收下的行不会重复。',
    ],
    [
      { ...rows(2, 1), why: '有1行没收下,暂不处理退出的人,改好重发后再算' },
      '读完了:共2行,收下1行,没收下的1行。有1行没收下,暂不处理退出的人,改好重发后再算。请下载改错表,照“错误原因”一列改好,整张表原样重发就行;已经收下的行不会重复。',
    ],
    [{ ...rows(0) }, '表头下面没有要报送的行。本月确实没有,这样就可以了;如果该有,请核对后重发。'],
    [{ ...rows(2), why: '没有撤回:这之后又收过同类的文件' }, '读完了:共2行,收下2行。没有撤回:这之后又收过同类的文件。'],
    [
      { ...rows(5), dryRun: true, leaving: 2 },
      '试读完了:5行都没有问题。正式报送时,不在名单上的2人会按退出处理。这次只是试读,什么都没有存,现在可以正式报送了。',
    ],
    [{ ...rows(5), dryRun: true }, '试读完了:5行都没有问题。这次只是试读,什么都没有存,现在可以正式报送了。'],
  ])('of a file that is done: %#', (told, text) => {
    expect(uploadText(makeUpload({ status: 'done', ...told }))).toBe(text);
  });

  it('of a file that failed: why, and that what was taken stays', () => {
    const failed = { status: 'failed', why: '这份工作簿设了密码,请取消密码后另存为 .xlsx' } as const;
    expect(uploadText(makeUpload(failed))).toBe('这份文件没能读完。这份工作簿设了密码,请取消密码后另存为 .xlsx。');
    expect(uploadText(makeUpload({ ...failed, ...rows(500) }))).toMatch(/不会丢,重发也不会重复。$/);
  });
});
