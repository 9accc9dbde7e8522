/** Whose key it is in the stand-in, and what may be sent. */
export const DESK = {
  month: '2026-11',
  department: { key: 'medical-insurance', name: '医保' },
  area: { code: '621121', name: '甘肃省定西市通渭县' },
  types: [
    { type: 'medical-burden', name: '大额医疗费用累计' },
    { type: 'medical-expense', name: '医疗费用结算' },
    { type: 'roster', name: '困难群众名册' },
  ],
};

const SUMS = { sent: 1204, accepted: 1180, unchanged: 12, duplicate: 3, rejected: 9 };

export const TOTALS = {
  total: SUMS,
  byType: [{ type: 'medical-burden', typeName: '大额医疗费用累计', ...SUMS }],
  days: [{ day: '2026-11-03', type: 'medical-burden', typeName: '大额医疗费用累计', via: 'file', files: 1, ...SUMS }],
  expected: [{ text: '医疗费用结算应在11月30日前报,还没有报来', came: false, overdue: true }],
};

export const STATUS_TEXTS: Readonly<Record<string, string>> = {
  receiving: '还没有传完,请接着传',
  waiting: '已经传完,正在排队',
  reading: '正在读',
  done: '已经办完',
  withdrawn: '已经撤回',
};

/** A sheet with a column that is the department's own, and one that is missing. */
export const ASKED = {
  sheet: '十月',
  headings: ['证件号(必填)', '姓 名', '总费用', '自己出的', '备注'],
  guess: { name: '', columns: { 证件号: 'person.idNumber', 姓名: 'person.name', 总费用: 'totalAmount' } },
  examples: [
    ['6211**********0314', '李**', '48***', '21***', ''],
    ['6211**********0322', '王*', '9***', '4***', '县医院'],
  ],
  choices: [
    { field: 'person.idNumber', heading: '身份证号码', required: true, hint: '18位,末位可能是X' },
    { field: 'person.name', heading: '姓名', required: false, hint: '照身份证写' },
    { field: 'asOf', heading: '截止日期', required: true, hint: '累计到哪一天,例如 2026-10-31' },
    { field: 'totalAmount', heading: '总费用', required: true, hint: '元' },
    { field: 'personalBurden', heading: '个人负担', required: true, hint: '元' },
  ],
};
