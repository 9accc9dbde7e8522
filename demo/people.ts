import { makeIdentityNumber } from '../domain/identity-number.ts';
import type { Random } from './random.ts';

/** Nobody's data: numbers have valid check digits, but names, dates and phones are drawn by chance. */
export interface MadeUpPerson {
  idNumber: string;
  name: string;
  /** Some have none: then the hub owes them a call through somebody else. */
  phone?: string;
  /** 'YYYY-MM-DD' */
  birth: string;
  relation: 'head' | 'spouse' | 'child' | 'parent';
  categories: readonly string[];
}

export interface MadeUpHousehold {
  /** Civil affairs' own id. */
  id: string;
  /** 9 digits. */
  township: string;
  members: readonly [MadeUpPerson, ...MadeUpPerson[]];
}

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗牛姚董常景温魏岳'];
const WOMEN = '秀英 桂兰 玉梅 春花 淑珍 爱华 丽娟 巧玲 彩霞 金凤 小燕 晓雨 佳怡 月琴 喜莲 兰香'.split(' ');
const MEN = '建国 志明 德福 卫东 国平 海峰 文斌 俊杰 小军 喆 堃 昇平 有才 满仓 长生 永强'.split(' ');
const CATEGORIES = ['dibao', 'dibao', 'dibao', 'tekun', 'tuopin-risk', 'bianyuan', 'bianyuan', 'low-income', 'ill'];
/** Six digits on the ID number: most were born in the county, some came from elsewhere. */
const BIRTHPLACES = ['621121', '621121', '621121', '621121', '621122', '620402', '410122'];

/** Draws people whose ID numbers and phones are all different. */
export class Registry {
  readonly #random: Random;
  #people = 0;
  #households = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A household as rural registers know them: one alone, a couple, two with children, three generations. */
  household(township: string): MadeUpHousehold {
    const random = this.#random;
    this.#households += 1;
    const category = random.pick(CATEGORIES);
    const surname = random.pick(SURNAMES);
    const headAge = category === 'tekun' ? random.whole(62, 84) : random.whole(33, 68);
    const head = this.person({ age: headAge, relation: 'head', categories: [category], surname });
    const others: MadeUpPerson[] = [];
    if (category !== 'tekun' && random.percent(60))
      others.push(this.person({ age: headAge - random.whole(-3, 5), relation: 'spouse', categories: [category] }));
    const children = category === 'tekun' || headAge > 62 ? 0 : random.pick([0, 0, 1, 1, 2]);
    for (let child = 0; child < children; child++) {
      const age = Math.max(1, headAge - random.whole(22, 32));
      others.push(this.person({ age, relation: 'child', categories: [category], surname }));
    }
    if (headAge < 60 && random.percent(12))
      others.push(
        this.person({ age: headAge + random.whole(21, 27), relation: 'parent', categories: [category], surname }),
      );
    return { id: `HJ-${township.slice(-3)}-${this.#number(this.#households)}`, township, members: [head, ...others] };
  }

  person(wanted: {
    age: number;
    relation: MadeUpPerson['relation'];
    categories: readonly string[];
    surname?: string;
    name?: string;
    phone?: boolean;
  }): MadeUpPerson {
    const random = this.#random;
    this.#people += 1;
    const woman = random.percent(50);
    const birth = `${2026 - wanted.age}-${twoDigits(random.whole(1, 11))}-${twoDigits(random.whole(1, 28))}`;
    // The last digit of the sequence is odd for men, even for women.
    const sequence = ((this.#people * 2) % 1000) - (woman ? 0 : 1);
    const idNumber = makeIdentityNumber(random.pick(BIRTHPLACES), birth.replaceAll('-', ''), Math.abs(sequence));
    const given = woman ? random.pick(WOMEN) : random.pick(MEN);
    const hasPhone = wanted.phone ?? (wanted.age >= 16 && random.percent(wanted.age > 70 ? 45 : 85));
    return {
      idNumber,
      name: wanted.name ?? `${wanted.surname ?? random.pick(SURNAMES)}${given}`,
      ...(hasPhone && { phone: `1990100${this.#number(this.#people)}` }),
      birth,
      relation: wanted.relation,
      categories: wanted.categories,
    };
  }

  #number = (n: number) => String(n).padStart(4, '0');
}

const twoDigits = (n: number) => String(n).padStart(2, '0');

/** `count` households over the given townships, the larger ones first in the list drawing more. */
export function makeHouseholds(random: Random, registry: Registry, townships: readonly string[], count: number) {
  return Array.from({ length: count }, () => {
    const nth = Math.floor(random.fraction() ** 1.5 * townships.length);
    return registry.household(townships[nth] ?? random.pick(townships));
  });
}
