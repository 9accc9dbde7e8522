/**
 * 医疗类别 (`med_type`) of the national medical-insurance platform. The two-digit codes are the national list, in which the ones
 * here agree between independent implementations; provinces add digits below them (2101, 140104) or put lists of their own under
 * 9, which mean another thing in each province and are not guessed.
 */
const VISIT_TYPES: Readonly<Record<string, string>> = {
  '11': 'outpatient', // 普通门诊
  '12': 'outpatient', // 门诊挂号
  '13': 'outpatient', // 急诊
  '14': 'chronic', // 门诊慢特病
  '21': 'inpatient', // 普通住院
  '22': 'inpatient', // 外伤住院
  '23': 'inpatient', // 转外诊治住院
  '24': 'inpatient', // 急诊转住院
  '25': 'inpatient', // 异地住院
  '26': 'inpatient', // 单病种住院
  '28': 'inpatient', // 日间手术
  '41': 'pharmacy', // 定点药店购药
  '51': 'maternity', // 生育门诊
  '52': 'maternity', // 生育住院
  '53': 'maternity', // 计划生育手术费
};

/** The kind of visit by `med_type`, of two digits or with a province's further digits; undefined where it is not sure. */
export function visitTypeOf(code: string): string | undefined {
  return /^\d{2}(?:\d{2}){0,2}$/.test(code) ? VISIT_TYPES[code.slice(0, 2)] : undefined;
}

/** 险种类型 (`insutype`): the two that nearly everybody has. Another code is kept as it came. */
const INSURANCE_TYPES = new Map([
  ['310', '职工基本医疗保险'],
  ['390', '城乡居民基本医疗保险'],
]);

export const insuranceTypeOf = (code: string): string => INSURANCE_TYPES.get(code) ?? code;
