import { grouped } from './numbers.ts';
import type { Rows, UploadView } from './upload-view.ts';

export type Tone = 'good' | 'mixed' | 'bad' | 'plain';

/** What became of a file, in words. */
export interface ResultWords {
  tone: Tone;
  heading: string;
  sentences: readonly string[];
}

/** One of the five numbers. */
export interface Figure {
  key: keyof Rows;
  label: string;
  count: number;
  meaning: string;
}

type Told = Pick<UploadView, 'status' | 'statusText' | 'why' | 'dryRun' | 'rows' | 'left' | 'leaving'>;

export function resultWords(view: Told): ResultWords {
  switch (view.status) {
    case 'done':
      return { ...doneWords(view), sentences: [...doneWords(view).sentences, ...furtherOf(view)] };
    case 'failed':
      return { tone: 'bad', heading: '这份表没能读下去', sentences: whyOf(view, '请按原因改好后再交一次。') };
    case 'withdrawn':
      return {
        tone: 'plain',
        heading: '已经撤回',
        sentences: whyOf(view, '这份表报上来的都已收回,就像没有交过一样。改好后可以再交。'),
      };
    case 'lapsed':
      return { tone: 'plain', heading: '这份表没有传完,已经作废', sentences: ['需要的话,请重新选文件再交。'] };
    case 'receiving':
      return { tone: 'plain', heading: '这份表还没有传完', sentences: ['请再选一次同一个文件,会从断开的地方接着传。'] };
    default:
      return { tone: 'plain', heading: view.statusText, sentences: whyOf(view, '') };
  }
}

const whyOf = ({ why }: Told, otherwise: string) =>
  [why === undefined ? otherwise : whole(why)].filter((each) => each !== '');

const EMPTY = '如果这次本来就没有要报的,这样就行。如果不该是空的,请看看是不是选错了文件,或数据在别的工作表里。';

function doneWords({ dryRun, rows }: Told): ResultWords {
  const { read, rejected } = rows;
  if (read === 0) return { tone: 'plain', heading: '表里没有数据行', sentences: [EMPTY] };
  if (dryRun) return rejected === 0 ? trialGood(rows) : trialMixed(rows);
  if (rejected === 0)
    return {
      tone: 'good',
      heading: '都收下了',
      sentences: [`一共${grouped(read)}行,没有一行有问题。${takenOf(rows)}`],
    };
  const heading = rejected === read ? `${grouped(read)}行都没收下` : `有${grouped(rejected)}行没收下`;
  return {
    tone: rejected === read ? 'bad' : 'mixed',
    heading,
    sentences: [
      `${takenOf(rows)}没收下的${grouped(rejected)}行还没有报上来,这些家庭现在还看不到。`,
      `请下载带错误原因的表,照着改好,整张再交一次就行${rejected === read ? '' : ':已经收下的行不会重复'}。`,
    ],
  };
}

function takenOf({ accepted, unchanged, duplicate }: Rows): string {
  const same = unchanged + duplicate;
  if (accepted === 0) return same === 0 ? '' : '都是以前交过、没有变化的,不用再做什么。';
  return `新收下${grouped(accepted)}行${same > 0 ? `,${grouped(same)}行和以前一样` : ''}。`;
}

const trialGood = ({ read }: Rows): ResultWords => ({
  tone: 'good',
  heading: '检查过了,没有问题',
  sentences: [`一共${grouped(read)}行,都能收下。这次只是检查,还没有上报:点“正式上报”才算交。`],
});

const trialMixed = ({ read, rejected }: Rows): ResultWords => ({
  tone: rejected === read ? 'bad' : 'mixed',
  heading: `检查过了,${rejected === read ? '' : '有'}${grouped(rejected)}行${rejected === read ? '都' : ''}要改`,
  sentences: [
    rejected === read
      ? '这次只是检查,还没有上报。'
      : `一共${grouped(read)}行,其中${grouped(read - rejected)}行没有问题。这次只是检查,还没有上报。`,
    '请下载带错误原因的表,照着改好再交。',
  ],
});

/** People who left a full list, and what the hub has to add. */
const furtherOf = ({ left, leaving = 0, dryRun, why }: Told): string[] => [
  ...(dryRun && leaving > 0 ? [`正式上报时,不在表里的${grouped(leaving)}人会按退出名单处理。`] : []),
  ...(left > 0 ? [`另有${grouped(left)}人不在这次的名单里,已按退出名单处理。`] : []),
  ...(why !== undefined ? [whole(why)] : []),
];

/** A sentence of the hub's, with its full stop. */
const whole = (sentence: string) => (/[。!?.…]$/.test(sentence) ? sentence : `${sentence}。`);

/** The five numbers: the first is the sum of the others. */
export function figures({ rows, dryRun }: Pick<UploadView, 'rows' | 'dryRun'>): readonly Figure[] {
  const figure = (key: keyof Rows, label: string, meaning: string) => ({ key, label, count: rows[key], meaning });
  return [
    figure('read', '读到', '表里的数据行'),
    figure('accepted', dryRun ? '能收下' : '收下', '新的,或有变化的'),
    figure('unchanged', '没变化', '和上次交的一样'),
    figure('duplicate', '重复', '表里写了两遍'),
    figure('rejected', '没收下', '要改好再交'),
  ];
}
