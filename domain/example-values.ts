import { namedAsFit } from './digest.ts';
import { levelOf } from './division.ts';
import { levelWord, officeInShort, townOf } from './notice-plan.ts';
import type { VariableName } from './notice-variables.ts';
import type { Province } from './province.ts';
import { periodLabel } from './statement-period.ts';
import { byLevel } from './urge-round.ts';

/** What the variables of one kind of notice may hold: as on most days, and the longest that is real in the province. */
export interface Examples {
  usual: Readonly<Record<VariableName, string>>;
  longest: Readonly<Record<VariableName, string>>;
}

/** Made up; Uyghur and Kazakh names with their dot are the longest that identity cards hold. */
const USUAL_NAME = '王秀英';
const LONGEST_NAME = '阿卜杜热依木江·麦麦提吐尔逊江';
/** The longest of the programmes that provinces publish. */
const LONGEST_PROGRAMME = '农村最低生活保障家庭价格临时补贴';
const MOST_OPEN = 120;

export function examplesFor(kind: string, province: Province): Examples {
  const { profile, offices } = province;
  const own = offices.filter(({ role }) => role === 'township');
  const towns = [...namesOf(province, 'township'), ...own.map(({ name }) => townOf(name))];
  const longestTown = longest(towns);
  const office = own[0] ?? offices[0];
  const town = office ? townOf(office.name) : longestTown;
  const levels = profile.levels.list;
  const period = { from: '2026-10-01', to: '2026-12-31' };
  const usual = {
    姓名: USUAL_NAME,
    单位: office ? officeInShort(office.name) : `${town}民政办`,
    乡镇: town,
    电话: office?.landline ?? profile.notices.helpline,
    金额: '1200.00',
    总额: '2400.00',
    件数: '3',
    各项: '热线工单2、转办件1',
    日期: '1月15日',
    期限: '1月8日',
    期间: periodLabel(period),
    查询码: '48271936',
    编号: kind.startsWith('task-') ? 'G2701-00000123' : 'W2701-00000123',
    级别: kind === 'ladder-hole' ? '县级' : levelWord(levels.at(-1)?.name ?? ''),
    要做: '入户',
    事项: matters(kind, province)[0] ?? '',
    地点: town,
    哪里: `${town}等3个乡镇`,
    户数: '12',
    明天: '2',
    超期: '1',
    另有: '2',
    分级: byLevel(
      levels.map(({ key }) => key),
      province,
    ),
    在办: `${byLevel(
      levels.map(({ key }) => key),
      province,
    )}户`,
    未办: '9户未入户、3户未反馈',
    全县: '全县',
    分布: `${town}1`,
    先看: `请先看${levels.at(-1)?.name ?? ''}`,
  } satisfies Record<VariableName, string>;
  const crowded = byLevel(
    levels.flatMap(({ key }) => Array.from({ length: MOST_OPEN }, () => key)),
    province,
  );
  const county = longest(namesOf(province, 'county'));
  return {
    usual,
    longest: {
      ...usual,
      姓名: LONGEST_NAME,
      单位: longest([`${longestTown}民政办`, ...offices.map(({ name }) => officeInShort(name))]),
      乡镇: longestTown,
      电话: longest([...offices.map(({ landline }) => landline), '400-123-4567', profile.notices.helpline]),
      金额: '123456.00',
      总额: '123456.00',
      件数: '123',
      各项: '热线工单120、转办件120',
      日期: '12月31日',
      期限: '12月31日22时30分',
      期间: periodLabel({ from: '2026-12-01', to: '2027-11-30' }),
      级别: kind === 'ladder-hole' ? '省级' : longest(levels.map(({ name }) => levelWord(name))),
      事项: longest(matters(kind, province)),
      地点: longest([longestTown, county]),
      哪里: longest([`${longestTown}等99个乡镇`, `${county}等99个县区`]),
      户数: '1234',
      明天: '123',
      超期: '123',
      另有: '123',
      分级: crowded,
      在办: `${crowded}户`,
      未办: `${MOST_OPEN}户未入户、${MOST_OPEN}户未反馈`,
      分布: namedAsFit(byLength(towns).map((name) => `${name}${MOST_OPEN}`)),
      先看: `请先看${longest(levels.map(({ name }) => name))}`,
    },
  };
}

/** What a notice of this kind is about. */
function matters(kind: string, { profile }: Province): string[] {
  if (kind === 'granted') return ['临时救助', LONGEST_PROGRAMME];
  if (kind.startsWith('reports-')) return ['医保、人社', '农业农村、人社、住建等12个部门'];
  if (kind.startsWith('visits-'))
    return profile.watch.length > 0 ? profile.watch.map(({ name }) => name) : ['季度探访'];
  return kind === 'task-undelivered' ? ['转办件', '名单'] : ['热线工单', '转办件'];
}

const namesOf = ({ divisions }: Province, level: ReturnType<typeof levelOf>): string[] =>
  Object.entries(divisions.names).flatMap(([code, name]) => (levelOf(code) === level ? [name] : []));

const byLength = (names: readonly string[]) => [...new Set(names)].toSorted((a, b) => b.length - a.length);
const longest = (names: readonly string[]): string => byLength(names)[0] ?? '';
