import type { Province } from '../domain/province.ts';
import { smsProviderTitles } from '../domain/sms-profile.ts';
import type { CheckedTemplate, WorstCase } from '../domain/template-check.ts';
import { bold, dim, green, red } from './terminal.ts';

/** Each text as it will be read, its length, its codes, and what a provider would send back. */
export function templateText(
  { profile }: Province,
  templates: readonly CheckedTemplate[],
  worst: readonly WorstCase[],
): string {
  const providers = templates[0]?.providers.map(({ provider }) => smsProviderTitles[provider]) ?? [];
  const title = `${profile.name},${providers.length > 0 ? providers.join('、') : '没有配置短信平台,只看文字'}`;
  const longest = [
    bold('一切都最长的时候,发哪一种'),
    ...worst.map(
      ({ kind, to, key, characters, parts }) => `  ${kind}(${audiences[to]}):${key},${characters}个字,${parts}条`,
    ),
  ].join('\n');
  return [bold(title), ...templates.map(lines), ...(worst.length > 0 ? [longest] : [])].join('\n\n');
}

function lines({ key, own, usual, longest, providers }: CheckedTemplate): string {
  return [
    `${bold(key)}${own ? ' 本省文字' : ''}`,
    `  ${usual.text}`,
    `  ${dim(length('常见', usual))}`,
    `  ${longest.text}`,
    `  ${dim(length('最长', longest))}`,
    ...providers.flatMap(({ provider, code, missing, refusals }) => [
      `  ${smsProviderTitles[provider]}:${code ?? (missing ? '还没有模板编号' : '不用模板编号')}${refusals.length === 0 ? green(' 没有会被退回的') : ''}`,
      ...refusals.map((reason) => red(`    退回:${reason}`)),
    ]),
  ].join('\n');
}

const audiences = { office: '单位', person: '群众' } as const;
const length = (which: string, { characters, parts }: CheckedTemplate['usual']) =>
  `${which}${characters}个字,${parts}条`;
