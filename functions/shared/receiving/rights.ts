import { currentCode, type DivisionTable, within } from '../../../domain/division.ts';
import type { HubEvent } from '../../../domain/events/event.ts';
import { typeOf } from '../../../domain/events/schemas.ts';
import type { Profile } from '../../../domain/profile.ts';
import { personOf } from '../../../domain/signal-of.ts';
import type { DepartmentKey } from '../access.ts';

/** Who posts: a department's key, or a department that sends a file under a source of its own. */
export type Poster = Pick<DepartmentKey, 'department' | 'area' | 'sources'>;

/** What a department may post, worked out once a request or file. */
export interface Rights {
  key: Poster;
  /** The department's name, for the answer. */
  name: string;
  posts: ReadonlySet<string>;
  /** Codes that changed: who lives under a former one lives in the area of the one that stands for it. */
  divisions: Pick<DivisionTable, 'successors'>;
}

/** A department that the profile does not name may post nothing but retractions of what it posted when it still was. */
export function rightsOf(
  key: Poster,
  profile: Pick<Profile, 'departments'>,
  divisions: Rights['divisions'] = {},
): Rights {
  const department = profile.departments.find((listed) => listed.key === key.department);
  return {
    key,
    name: department?.name ?? key.department,
    divisions,
    posts: new Set([...(department?.posts ?? []), 'retraction']),
  };
}

/** Why the department may not post this event, in Chinese; undefined where it may. */
export function forbiddenBecause({ key, name, posts, divisions }: Rights, event: HubEvent): string | undefined {
  if (!posts.has(event.name)) return `${name}不能报送 ${typeOf(event.name)};可以报送:${[...posts].join('、')}`;
  if (!isOwnSource(key, event.source)) return `来源 source 要以贵单位登记的开头:${key.sources.join('、')}`;
  if (event.name === 'retraction' && !isOwnSource(key, event.data.retracts.source))
    return '只能撤回本单位报送的事件:retracts.source 不是贵单位的来源';
  const [area, ...places] = [key.area, ...placesOf(event)].map((code) => currentCode(code, divisions));
  if (places.length > 0 && !places.some((place) => within(area ?? '', place)))
    return `户籍地和居住地都不在贵单位的报送区域(${key.area})内`;
  return undefined;
}

const isOwnSource = (key: Poster, source: string) =>
  key.sources.some((own) => source === own || source.startsWith(`${own}/`));

/** Where the event says its person lives, is registered or moves. One of them in the area is enough; none given is too. */
function placesOf(event: HubEvent): string[] {
  const person = personOf(event);
  const places = [person?.residenceDivision, person?.registeredDivision];
  if (event.name === 'self-report') places.push(event.data.lead?.division);
  if (event.name === 'move') places.push(event.data.residence, event.data.registered);
  return places.filter((place) => place !== undefined);
}
