import { type Examples, examplesFor } from './example-values.ts';
import { noticeKinds } from './notice.ts';
import { messageFor } from './notice-text.ts';
import { fixedValues } from './notice-variables.ts';
import type { Province } from './province.ts';
import type { SmsProviderName } from './sms-profile.ts';
import { approvedTemplate, needsTemplate } from './sms-templates.ts';
import { cleanSmsText, fillTemplate, smsParts } from './sms-text.ts';
import { vendorRefusals } from './sms-vendor-rules.ts';
import { variablesOf, wordingKeys, wordingNamed } from './wordings.ts';

/** A wording filled: as somebody reads it, with its length as networks count and bill it. */
interface Filled {
  text: string;
  characters: number;
  parts: number;
}

export interface CheckedTemplate {
  key: string;
  /** The wording as it is handed in for approval: what is fixed stands in it, the rest as {姓名}. */
  wording: string;
  own: boolean;
  usual: Filled;
  /** With the longest names, towns and counts that are real in the province. */
  longest: Filled;
  providers: readonly {
    provider: SmsProviderName;
    /** Its approved code; undefined where there is none, or where it takes any text. */
    code?: string;
    /** It sends approved templates only and has approved none of this. */
    missing: boolean;
    refusals: readonly string[];
  }[];
}

/** For each kind and whom it tells: which of its wordings goes out where everything is as long as it can be. */
export interface WorstCase extends Filled {
  kind: string;
  to: 'office' | 'person';
  key: string;
}

export function worstCases(province: Province): WorstCase[] {
  const told = new Map(wordingKeys.map((key) => [key.split('.').slice(0, 2).join('.'), key]));
  return [...told.keys()].flatMap((start): WorstCase[] => {
    const [kind, to] = start.split('.');
    const known = noticeKinds.safeParse(kind);
    if (!known.success) return [];
    const audience =
      to === 'person' ? ({ to, person: '' } as const) : ({ to: 'office', office: '', role: '' } as const);
    const values = examplesFor(known.data, province).longest;
    const message = messageFor({ kind: known.data, audience, values }, province.profile);
    if (!message.ok) return [];
    const { text, template } = message.value;
    return [{ kind: known.data, to: audience.to, key: template.key, ...measured(text) }];
  });
}

/** Wordings of a province, all where none are named, with what each of these providers would say to them. */
export function checkTemplates(
  province: Province,
  providers: readonly SmsProviderName[],
  keys: readonly string[] = wordingKeys,
): CheckedTemplate[] {
  const kinds = [...new Set(keys.map((key) => key.split('.')[0] ?? ''))];
  const examples = new Map(kinds.map((kind) => [kind, examplesFor(kind, province)]));
  return keys.flatMap((key) => {
    const text = wordingNamed(key, province.profile.texts?.wordings);
    const own = examples.get(key.split('.')[0] ?? '');
    return text === undefined || !own ? [] : [checkTemplate(key, text, own, province, providers)];
  });
}

function checkTemplate(
  key: string,
  text: string,
  { usual, longest }: Examples,
  province: Province,
  providers: readonly SmsProviderName[],
): CheckedTemplate {
  const { profile } = province;
  const { signature } = profile.notices;
  const fixed: Readonly<Record<string, string>> = fixedValues(profile);
  const wording = text.replace(/\{([^{}]+)\}/g, (whole, name: string) => fixed[name] ?? whole);
  const drafts = [usual, longest].map((values) => ({ signature, text: wording, values }));
  const limits = { tencentVariable: profile.texts?.tencentVariable };
  const known: Readonly<Record<string, string>> = usual;
  const unknown = variablesOf(wording)
    .filter((name) => known[name] === undefined)
    .map((name) => `没有“${name}”这个变量`);
  return {
    key,
    wording,
    own: profile.texts?.wordings[key]?.text !== undefined,
    usual: filled(wording, usual, signature),
    longest: filled(wording, longest, signature),
    providers: providers.map((provider) => {
      const code = needsTemplate(provider) ? approvedTemplate(profile, provider, key)?.code : undefined;
      const refusals = drafts.flatMap((draft) => vendorRefusals(draft, provider, limits));
      return {
        provider,
        ...(code !== undefined && { code }),
        missing: needsTemplate(provider) && code === undefined,
        refusals: [...new Set([...unknown, ...refusals])],
      };
    }),
  };
}

function filled(wording: string, values: Readonly<Record<string, string>>, signature: string): Filled {
  const full = fillTemplate(wording, values);
  return measured(cleanSmsText(`【${signature}】${full.ok ? full.value : wording}`));
}

const measured = (text: string): Filled => ({ text, characters: text.length, parts: smsParts(text) });
