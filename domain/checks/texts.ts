import { isFixed } from '../notice-variables.ts';
import type { Province } from '../province.ts';
import { checkTemplates } from '../template-check.ts';
import { variablesOf, wordingNamed, wordingsFor } from '../wordings.ts';
import { type Check, error, type Found, warning } from './finding.ts';

/** A province's own words hold only what such a notice knows, and a template's variables are those of its text. */
export const checkTexts: Check = function* (province) {
  const { texts } = province.profile;
  for (const [key, own] of Object.entries(texts?.wordings ?? {})) {
    if (!own) continue;
    const path = ['texts', 'wordings', key];
    const used = variablesOf(wordingNamed(key, texts?.wordings) ?? '');
    const known = knownTo(key);
    for (const name of used.filter((each) => !known.includes(each)))
      yield error([...path, 'text'], `这种通知没有“${name}”这个变量,可以用:${known.join('、')}`);
    yield* checkVariables(used, own, path);
  }
  yield* checkVendors(province);
};

/** All that some wording of the same kind to the same addressee takes. */
function knownTo(key: string): string[] {
  const [kind = '', to] = key.split('.');
  const all = to === 'office' || to === 'person' ? wordingsFor(kind, to) : [];
  return [...new Set(all.flatMap(({ text }) => variablesOf(text)))];
}

type Own = NonNullable<NonNullable<Province['profile']['texts']>['wordings'][string]>;

function* checkVariables(used: readonly string[], { aliyun, tencent }: Own, path: string[]): Generator<Found> {
  const free = used.filter((name) => !isFixed(name));
  const named = Object.entries(aliyun?.variables ?? {});
  for (const [name, as] of named) {
    if (!free.includes(name)) yield error([...path, 'aliyun', 'variables', name], `文字里没有变量“${name}”`);
    if (named.some(([other, same]) => other < name && same === as))
      yield error([...path, 'aliyun', 'variables', name], `变量名 ${as} 用了两次`);
  }
  const order = tencent?.variables;
  if (order && [...order].sort().join() !== [...free].sort().join())
    yield error([...path, 'tencent', 'variables'], `要把文字里的变量各写一次:${free.join('、')}`);
}

/** What a configured provider would send back; it may be that it approved it all the same. */
function* checkVendors(province: Province): Generator<Found> {
  const { texts, sms } = province.profile;
  for (const { key, providers } of checkTemplates(province, sms.providers, Object.keys(texts?.wordings ?? {})))
    for (const reason of new Set(providers.flatMap(({ refusals }) => refusals)))
      yield warning(['texts', 'wordings', key], `短信平台会退回:${reason}`);
}
