import * as z from 'zod';

/** Help that is not money: what organisations and village stations offer, and what households lack (助联体). */
export const services = z.enum([
  'care',
  'meals',
  'haircut',
  'companionship',
  'schooling',
  'legal',
  'repairs',
  'other',
]);
export type Service = z.output<typeof services>;

export const serviceNames: Readonly<Record<Service, string>> = {
  care: '照料',
  meals: '助餐',
  haircut: '理发',
  companionship: '陪伴',
  schooling: '助学辅导',
  legal: '法律帮助',
  repairs: '维修',
  other: '其他服务',
};
