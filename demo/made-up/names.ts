import type { Random } from './random.ts';

/** Commonest first, which are drawn more often; names of two characters and rare ones at the end. */
const SURNAMES =
  '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 牛 姚 董 常 景 温 魏 岳 冯 于 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姬 苟 祁 漆 逯 撒 妥 拜 欧阳 上官 司马 令狐 爨 逄 昝 亓'.split(
    ' ',
  );

/** By the years in which parents liked them. */
const WOMEN = {
  old: '秀英 桂兰 玉梅 春花 淑珍 爱华 金凤 月琴 喜莲 兰香 桂花 玉莲 翠兰 凤英 秀珍 改改 引弟 转娃'.split(' '),
  middle: '丽娟 巧玲 彩霞 小燕 红梅 海霞 晓琴 亚红 雪梅 艳芳 爱玲 建红 小红 丽'.split(' '),
  young: '晓雨 佳怡 梓涵 欣怡 雨桐 诗琪 思彤 一诺 玥 㛃 若曦 婧 珺瑶 梦洁'.split(' '),
};
const MEN = {
  old: '建国 志明 德福 卫东 国平 有才 满仓 长生 万福 生辉 永强 进财 世昌 根旺 富贵 得录'.split(' '),
  middle: '海峰 文斌 小军 建军 永红 鹏飞 志强 亚军 东升 喆 㭎 淼 昇平 军'.split(' '),
  young: '俊杰 浩然 梓轩 子涵 宇航 博文 天佑 堃 喆 骉 燚 龘 昊 一鸣 𬱖 㐱'.split(' '),
};
const MIDDLE = '玉 志 建 文 海 永 小 晓 国 明 春 秀 福 德 世 兴 彦 维'.split(' ');

/** Peoples whose names carry a dot, some longer than any surname box. */
const DOTTED = {
  woman: '阿依古丽 帕提古丽 古丽娜尔 吉克阿呷 努尔古丽 米日古丽 阿依努尔'.split(' '),
  man: '买买提 吐尔逊 阿不都热依木 叶尔兰 哈力别克 艾合买提江 木呷 努尔兰 库尔班'.split(' '),
};
/** And such as have no surname at all. */
const TIBETAN = { woman: '卓玛草 才让卓玛 拉毛草 央金'.split(' '), man: '扎西东知 才让当知 贡保 桑杰加'.split(' ') };

/** A surname that a family passes on; empty where its people have none or name their father instead. */
export function surnameOf(random: Random): string {
  if (random.percent(2)) return random.pick(['', '·']);
  // Squared: the first of the list are borne by most.
  const nth = Math.floor(random.fraction() ** 2 * SURNAMES.length);
  return SURNAMES[nth] ?? '王';
}

/** A whole name of somebody born in a year, of a family's `surname`. */
export function nameOf(random: Random, surname: string, { year, woman }: { year: number; woman: boolean }): string {
  const sex = woman ? 'woman' : 'man';
  if (surname === '·') return `${random.pick(DOTTED[sex])}·${random.pick(DOTTED.man)}`;
  if (surname === '') return random.pick(TIBETAN[sex]);
  const liked = (woman ? WOMEN : MEN)[year < 1965 ? 'old' : year < 1995 ? 'middle' : 'young'];
  const given = random.pick(liked);
  const own = [...given].length === 1 && random.percent(50) ? random.pick(MIDDLE) + given : given;
  return surname + own;
}
