import type { Upload, UploadStatus } from './upload.ts';

type Told = Pick<Upload, 'rows' | 'left' | 'leaving' | 'dryRun' | 'withdrawn' | 'why'>;

/** How a file stands and what its sender does next, for whoever sent it: plain Chinese, nothing of anybody in it. */
const texts: Readonly<Record<UploadStatus, (told: Told) => string>> = {
  receiving: () => '正在等文件传上来。中途断了不要紧,接着传还没到的部分就行。',
  waiting: () => '文件收到了,正在排队,轮到就开始读。您可以先忙别的,过一会儿再来看。',
  reading: ({ rows }) => `正在一行一行地读,已经读了${rows.read}行。您可以先忙别的,关掉页面也不影响。`,
  'asking-columns': () => '有的列我们认不准是什么,请您看一看、指给我们。只要确认这一次,以后就记住了。',
  'asking-leaving': ({ leaving = 0 }) =>
    `这份名单比上次少了${leaving}人,比平常多,我们先停下来问一问:确实都退出了,请确认;如果是名单没导全,请撤回这份文件,导全后重发。`,
  done: (told) => (told.dryRun ? tried(told) : taken(told)),
  failed: ({ why, rows, dryRun }) =>
    `这份文件没能读完。${why === undefined ? '请过一会儿重发一次;还是不行,请联系管理员。' : sentence(why)}${rows.read > 0 && !dryRun ? '前面已经收下的行不会丢,重发也不会重复。' : ''}`,
  withdrawing: ({ withdrawn }) => `正在收回这份文件报送的内容,已收回${withdrawn}条。`,
  withdrawn: () => '这份文件已经撤回,不再算数。改好以后可以重新报送。',
  lapsed: () => '这份文件过了7天还没有传完,已经作废。还需要的话,请重新上传。',
};

export const uploadText = ({ status, ...told }: Told & Pick<Upload, 'status'>): string => texts[status](told);

const NO_ROWS = '表头下面没有要报送的行。本月确实没有,这样就可以了;如果该有,请核对后重发。';

function tried({ rows, leaving = 0 }: Told): string {
  if (rows.read === 0) return `试读完了,${NO_ROWS}`;
  const nothing = '这次只是试读,什么都没有存';
  const leavers = leaving > 0 ? `正式报送时,不在名单上的${leaving}人会按退出处理。` : '';
  if (rows.rejected === 0) return `试读完了:${rows.read}行都没有问题。${leavers}${nothing},现在可以正式报送了。`;
  return `试读完了:共${rows.read}行,${rows.rejected}行要改。${nothing}。${HOW_TO_MEND}`;
}

function taken({ rows, left, why }: Told): string {
  if (rows.read === 0) return NO_ROWS;
  const { read, accepted, unchanged, duplicate, rejected } = rows;
  const parts = [
    `收下${accepted}行`,
    ...(unchanged > 0 ? [`和上次一样的${unchanged}行`] : []),
    ...(duplicate > 0 ? [`表里写重的${duplicate}行`] : []),
    ...(rejected > 0 ? [`没收下的${rejected}行`] : []),
  ];
  const said = [
    `读完了:共${read}行,${parts.join(',')}。`,
    ...(left > 0 ? [`不在名单上了的${left}人,已按退出处理。`] : []),
    ...(why === undefined ? [] : [sentence(why)]),
    rejected > 0 ? HOW_TO_MEND : why === undefined ? '都办好了,谢谢您。' : '',
  ];
  return said.join('');
}

const HOW_TO_MEND = '请下载改错表,照“错误原因”一列改好,整张表原样重发就行;已经收下的行不会重复。';

const sentence = (text: string) => (/[。!?]$/.test(text) ? text : `${text}。`);
