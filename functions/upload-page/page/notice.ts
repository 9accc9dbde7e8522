import { element } from './element.ts';
import { Refused, Unreachable } from './hub.ts';
import { UnknownAnswer } from './read-json.ts';
import { LineBroken } from './send-file.ts';

export type NoticeTone = 'bad' | 'good' | 'plain';

/** A sentence that must be seen; a bad one is read out at once. */
export const notice = (tone: NoticeTone, text: string): HTMLElement =>
  element('p', { class: `notice ${tone}`, role: tone === 'bad' ? 'alert' : undefined }, text);

/** What to say of something that went wrong, and what to do. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refused) return error.message;
  if (error instanceof Unreachable) return '连不上救助枢纽。请看看网络通不通,过一会儿再试;已经交上来的不会丢。';
  if (error instanceof LineBroken) return '网络一直不通,先停在这里。已经传上来的部分留着,网络好了接着传就行。';
  if (error instanceof UnknownAnswer) return '页面和系统的版本对不上了。请按 F5 重新打开页面。';
  if (error instanceof DOMException)
    return '这个文件读不了:可能刚被改动、移走,或正被别的程序占着。请关掉表格,重新选一次。';
  return '页面出了问题。请按 F5 重新打开页面再试。';
}
