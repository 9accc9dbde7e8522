import { townshipOf, within } from '../division.ts';
import { type Office, officeFor, servedBy, sitsAtItsLevel } from '../office.ts';
import { type Check, error, warning } from './finding.ts';

const digits = { township: 9, county: 6, prefecture: 4, province: 2 } as const;

const serves = (office: Office, area: string) => servedBy(office).includes(area);

/** Every warning of the province finds an office, and everybody the ladder names can be told. */
export const checkOffices: Check = function* ({ profile, offices, divisions }) {
  for (const [i, office] of offices.entries()) {
    const at = ['offices', i];
    if (offices.findIndex(({ id }) => id === office.id) < i)
      yield error([...at, 'division'], `${office.division} 的 ${office.role} 前面已经写过,请合成一个`, 'offices');
    if (!sitsAtItsLevel(office))
      yield error([...at, 'division'], `${office.role} 要写${digits[office.role]}位的区划代码`, 'offices');
    else if (!within(profile.division, office.division))
      yield error([...at, 'division'], `${office.division} 不在这份规则管的 ${profile.division} 里面`, 'offices');
    else if (divisions.names[office.division] === undefined)
      yield warning([...at, 'division'], `${divisions.asOf} 的区划表里没有 ${office.division},请核对`, 'offices');
    for (const [j, also] of (office.alsoServes ?? []).entries()) {
      const place = [...at, 'alsoServes', j];
      const own = offices.find((other) => other.role === office.role && other.id !== office.id && serves(other, also));
      if (!within(profile.division, also))
        yield error(place, `${also} 不在这份规则管的 ${profile.division} 里面`, 'offices');
      else if (own) yield error(place, `${also} 已经有“${own.name}”管,请只留一个`, 'offices');
      else if (divisions.names[also] === undefined)
        yield warning(place, `${divisions.asOf} 的区划表里没有 ${also},请核对`, 'offices');
    }
    if (office.contacts.length === 0)
      yield warning(at, `“${office.name}”没有联系人,工作短信发不到人,请在 contacts 里写上姓名和手机`, 'offices');
  }
  if (divisions.names[profile.division] === undefined)
    yield error(['division'], `区划表里没有 ${profile.division},请核对`);
  const whole = townshipOf(profile.division);
  if (!officeFor(offices, 'township', whole))
    yield error(['offices'], `要有一个管全境(${profile.division})的单位,否则有的地方出了预警没人管`, 'offices');
  for (const [i, { to }] of profile.ladder.list.entries())
    for (const [j, role] of to.entries())
      if (!officeFor(offices, role, whole))
        yield error(
          ['ladder', 'list', i, 'to', j],
          `单位表里没有能收到的:请为 ${profile.division} 写一个 ${role},或从这里去掉`,
        );
};
