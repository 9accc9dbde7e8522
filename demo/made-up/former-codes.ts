/**
 * County codes on the cards of people who were registered before their prefecture became a city, and their county changed its
 * code. Such codes are in no table of today and valid for life. By today's code, one for one, so that numbers made with
 * them stay different.
 */
export const formerCodes: Readonly<Record<string, string>> = {
  // Gansu: 定西地区 to 2003, 天水县, 武威、张掖、酒泉、平凉、庆阳 and 陇南 likewise.
  '621102': '622421',
  '621121': '622424',
  '621122': '622425',
  '621123': '622426',
  '621124': '622427',
  '620602': '622301',
  '620621': '622322',
  '620622': '622323',
  '620623': '622326',
  '620702': '622201',
  '620902': '622102',
  '620802': '622701',
  '620821': '622722',
  '620822': '622723',
  '620823': '622724',
  '620825': '622726',
  '620826': '622727',
  '621002': '622801',
  '621202': '622621',
  // Hunan: 益阳市, 娄底市, 郴州市 and 怀化市 as cities of a county's rank.
  '430902': '432301',
  '431302': '432501',
  '431002': '432801',
  '431202': '433001',
  // Jiangxi: 赣州、宜春、上饶、吉安 likewise.
  '360702': '362101',
  '360902': '362201',
  '361102': '362301',
  '360802': '362401',
  // Yunnan: 昭通、曲靖、玉溪、保山 likewise.
  '530602': '532101',
  '530302': '532201',
  '530402': '532401',
  '530502': '533001',
  // Zhejiang: 丽水市 and 余杭县.
  '331102': '332501',
  '330110': '330125',
};

/** Nobody got a former code who was born after this year. */
export const LAST_YEAR_OF_FORMER_CODES = 1997;
