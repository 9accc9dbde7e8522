import { type Hole, type HoleKind, reachesNobody } from '../domain/check-ladder.ts';
import { divisionName, fullDivisionName } from '../domain/division.ts';
import { maskName } from '../domain/masking.ts';
import type { Role } from '../domain/profile.ts';
import type { Province } from '../domain/province.ts';
import { chineseDate, type Day } from '../domain/shanghai-day.ts';
import { bold, green, red } from './terminal.ts';

const headings: Readonly<Record<HoleKind, string>> = {
  'no-office': '没有任何单位能收到',
  'no-contact': '单位当天没有能收短信的人,只剩座机',
  'falls-upward': '没有登记单位,由上一级代收',
  'urges-itself': '该核查的和被提醒的是同一个单位,催办等于催自己',
  'contact-ends': '30天内到期的联系人',
};
const kinds = ['no-office', 'no-contact', 'falls-upward', 'urges-itself', 'contact-ends'] as const satisfies HoleKind[];

const units: Readonly<Record<Role, string>> = {
  township: '个乡镇',
  county: '个县区',
  prefecture: '个市州',
  province: '个省',
};
const levels: Readonly<Record<Role, string>> = { township: '乡镇', county: '县', prefecture: '市', province: '省' };

/** The holes for whoever keeps the offices, the worst first, a line each under their kind. */
export function ladderText(holes: readonly Hole[], province: Province, today: Day): string {
  const title = `${province.profile.name},${chineseDate(today, { year: true })}`;
  if (holes.length === 0) return `${title}\n${green('每个乡镇、每一级都有人能收到')}`;
  const parts = kinds.flatMap((kind) => {
    const ofKind = Map.groupBy(
      holes.filter((hole) => hole.kind === kind),
      ({ area, office, ends }) => [area, office?.id, ends?.contact.name].join('|'),
    );
    if (ofKind.size === 0) return [];
    const heading = reachesNobody({ kind }) ? red(headings[kind]) : bold(headings[kind]);
    const lines = [...ofKind.values()].flatMap(([first, ...rest]) => (first ? [sentence(first, rest, province)] : []));
    return [`${heading}(${lines.length})`, ...lines.map((line) => `  ${line}`), ''];
  });
  return [title, '', ...parts].join('\n').trimEnd();
}

/** One line for all roles that are in the same want, in one area and of one office. */
function sentence(first: Hole, others: readonly Hole[], { divisions: table }: Province): string {
  const { kind, area, divisions, office, ends } = first;
  const together = [first, ...others];
  const place = fullDivisionName(area, table);
  const counted = together.map((hole) => `${hole.divisions.length}${units[hole.roles[0] ?? 'township']}`);
  const many = `${place} ${counted.toReversed().join('、')}`;
  const whose = together.flatMap(({ roles }) => roles.map((each) => levels[each])).join('、');
  switch (kind) {
    case 'no-office':
      return `${many}没有登记单位,上面各级也没有,${whose}一级的通知没有人收`;
    case 'no-contact':
      return `${office?.name ?? ''}(${office?.landline ?? ''})没有在任的联系人,发给${whose}一级的短信没有人收,只能打座机`;
    case 'falls-upward':
      return `${many}没有登记单位,由${office?.name ?? ''}代收`;
    case 'urges-itself':
      return `${office?.name ?? ''}:${divisions.length}个乡镇的预警由它核查,超期时提醒${whose}一级又发给它自己`;
    case 'contact-ends': {
      const after = ends?.followed ? '' : ',之后没有人接';
      return `${place} ${office?.name ?? ''}的${maskName(ends?.contact.name ?? '')}到${chineseDate(ends?.until ?? '')}为止${after}`;
    }
  }
}

/** The same for programs: codes and ids, no names of people. */
export const ladderJson = (holes: readonly Hole[], { profile, divisions }: Province, today: Day) => ({
  province: profile.province,
  day: today,
  nobody: holes.filter(reachesNobody).length,
  holes: holes.map(({ office, ends, ...hole }) => ({
    ...hole,
    nobody: reachesNobody(hole),
    areaName: divisionName(hole.area, divisions),
    ...(office && { office: office.id }),
    ...(ends && { until: ends.until, followed: ends.followed }),
  })),
});
