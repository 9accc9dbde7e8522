import { halfWidth, withoutInvisible } from './typed-code.ts';

/** What a short reply asks for. `thanks` asks for nothing; undefined: somebody has to read it. */
export type ReplyWord = 'opt-out' | 'resume' | 'thanks';

/** 退订, TD, T, 退订回T, 回复TD退订: what people type who want no more; R and N are what other senders taught them. */
const OPT_OUT =
  /^(请|我要|我想|我|申请|要|就|帮我)?(退订|取消订阅|拒收)(短信|通知|清单|帮扶清单|服务)?$|^(请)?(退订)?(请)?(回|回复)?(TD|QXTD|T|R|N)(退订)?$/;
const RESUME =
  /^(请|我要|我想|申请|要)?(恢复|订阅|恢复订阅|重新订阅|恢复短信|恢复通知|恢复接收|取消退订)$|^(回|回复)?(HF|DY)$/;
const THANKS =
  /^((好|好的|嗯|收到|已收到|收到了|知道|知道了|明白|明白了|谢谢|谢了|感谢|多谢|谢谢您|谢谢你们|谢谢政府|谢谢党和政府|OK|好,?谢谢)+|1)$/;

/** Reads a reply as old phones and other people's keyboards write it: full width, lower case, blanks, quotes and full stops between. */
export function replyWord(text: string): ReplyWord | undefined {
  const plain = withoutInvisible(halfWidth(text))
    .toUpperCase()
    .replace(/[\s。.,,!!、~~"'“”‘’()()【】[\]::;;]/gu, '');
  if (OPT_OUT.test(plain)) return 'opt-out';
  if (RESUME.test(plain)) return 'resume';
  return THANKS.test(plain) ? 'thanks' : undefined;
}

/** A life may hang on it: whoever writes this is not left to the next working day. */
export const soundsUrgent = (text: string): boolean =>
  /救命|不想活|活不下去|活不成|自杀|寻死|上吊|喝农药|快死了|着火|断气|晕倒|昏迷/.test(text);
