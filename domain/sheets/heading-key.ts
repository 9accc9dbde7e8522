import { halfWidth, withoutInvisible } from '../typed-code.ts';

/** What departments write in brackets beside a heading and what does not belong to it. Units other than yuan do. */
const NOTE =
  /[([{【〔][^()[\]{}【】〔〕]*?(?:必填|选填|可选|可不填|必须|格式|文本|下拉|例如|如:|例:|填写|yyyy|18位|位数)[^()[\]{}【】〔〕]*[)\]}】〕]/gi;
const IN_YUAN = /[([【〔](?:单位[::]?)?(?:人民币)?元[)\]】〕]/g;
const PUNCTUATION = /[\s_\-—–.·・::,,;;、。/\\*#?!"'“”‘’`()[\]{}<>《》【】〔〕|+&]/gu;

/** A heading as two people write it the same: without case, blanks, width, punctuation, and notes such as (必填). */
export function headingKey(heading: string): string {
  return halfWidth(withoutInvisible(heading))
    .replace(NOTE, '')
    .replace(IN_YUAN, '')
    .replace(PUNCTUATION, '')
    .toLowerCase();
}

/** Columns that every sheet may have and nobody means anything by: a running number, and what we wrote there ourselves. */
const OURS = new Set(['', '错误原因', '序号', '行号', '编号序号', '顺序号']);

export const meansNothing = (key: string): boolean => OURS.has(key);
