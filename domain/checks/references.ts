import { eventNames } from '../events/schemas.ts';
import { listKey } from '../person-list.ts';
import { type Check, error, repeated, unknown, warning } from './finding.ts';

/** Keys that are said twice, and names that lead nowhere. */
export const checkReferences: Check = function* ({ profile }) {
  const { roster, departments, indicators, levels } = profile;
  const categories = roster.categories.map(({ key }) => key);
  const departmentKeys = departments.map(({ key }) => key);
  yield* repeated(categories, (i) => ['roster', 'categories', i, 'key']);
  yield* repeated(departmentKeys, (i) => ['departments', i, 'key']);
  yield* repeated(
    indicators.list.map(({ key }) => key),
    (i) => ['indicators', 'list', i, 'key'],
  );
  yield* repeated(
    levels.list.map(({ key }) => key),
    (i) => ['levels', 'list', i, 'key'],
  );
  yield* repeated(
    levels.list.map(({ name }) => name),
    (i) => ['levels', 'list', i, 'name'],
  );
  for (const [i, key] of categories.entries())
    if (key === 'default') yield error(['roster', 'categories', i, 'key'], 'default 另有用处,类别请换个代号');
  for (const [i, list] of profile.lists.entries()) {
    yield* unknown([list.to], departmentKeys, '部门', () => ['lists', i, 'to']);
    yield* unknown(list.people, categories, '类别', (j) => ['lists', i, 'people', j]);
    if (list.every === 'week' && list.day > 7)
      yield error(['lists', i, 'day'], '按周推送时 day 写1(星期一)到7(星期日)');
  }
  yield* repeated(profile.lists.map(listKey), (i) => ['lists', i, profile.lists[i]?.key ? 'key' : 'to']);
  for (const [i, matter] of (profile.matters?.list ?? []).entries()) {
    const { department, needs } = matter;
    if (department !== undefined)
      yield* unknown([department], departmentKeys, '部门', () => ['matters', 'list', i, 'department']);
    else if (needs.length > 0) yield error(['matters', 'list', i, 'needs'], '写了 needs 就要写转给哪个 department');
  }
  for (const [i, watch] of profile.watch.entries()) {
    yield* unknown(watch.people, categories, '类别', (j) => ['watch', i, 'people', j]);
    yield* unknown(watch.except, categories, '类别', (j) => ['watch', i, 'except', j]);
  }
  yield* repeated(
    profile.watch.map((watch) => watch.name),
    (i) => ['watch', i, 'name'],
  );
  for (const [i, hint] of profile.hints.entries())
    yield* unknown(hint.among, categories, '类别', (j) => ['hints', i, 'among', j]);
};

/** Who posts what: households come from somebody's roster, and every type ought to have a sender. */
export const checkDepartments: Check = function* ({ profile: { roster, departments } }) {
  const owner = departments.find(({ key }) => key === roster.householdFrom);
  if (!owner) {
    const known = departments.map(({ key }) => key).join('、');
    yield error(['roster', 'householdFrom'], `没有部门“${roster.householdFrom}”,只能写:${known}`);
  } else if (!owner.posts.includes('roster')) {
    yield error(['roster', 'householdFrom'], `按“${owner.name}”的名册定户,可是它的 posts 里没有 roster,请加上`);
  }
  for (const [i, { name, posts, expects = [] }] of departments.entries()) {
    yield* repeated(posts, (j) => ['departments', i, 'posts', j]);
    for (const [j, { types }] of expects.entries()) {
      const at = (k: number) => ['departments', i, 'expects', j, 'types', k];
      yield* repeated(types, at);
      for (const [k, type] of types.entries())
        if (!posts.includes(type)) yield error(at(k), `${name}的 posts 里没有 ${type},报来也收不下;先加到 posts 里`);
    }
  }
  const posted = new Set<string>(departments.flatMap(({ posts }) => posts));
  const missing = eventNames.exclude(['retraction']).options.filter((name) => !posted.has(name));
  if (missing.length > 0) yield warning(['departments'], `没有部门报 ${missing.join('、')},这些事件报来会被拒绝`);
};
