import type { Notice } from './notice.ts';
import { fixedValues, isFixed, unfitFor, valueAsSent } from './notice-variables.ts';
import type { Profile } from './profile.ts';
import { type Parsed, refused, taken } from './refusal.ts';
import { type SmsProviderName, smsProviderTitles } from './sms-profile.ts';
import { approvedTemplate, needsTemplate } from './sms-templates.ts';
import { cleanSmsText, fillTemplate, isValue, smsParts } from './sms-text.ts';
import { valueRefusals } from './sms-vendor-rules.ts';
import { variablesOf, wordingsFor } from './wordings.ts';

type Saying = Pick<Notice, 'kind' | 'audience' | 'values' | 'together'>;
type Values = Readonly<Record<string, string>>;
export type Speaker = Pick<Profile, 'notices' | 'statement' | 'texts'>;

/** What goes out, signature first, and what it was made from: a provider of templates is handed the key and the values. */
export interface Message {
  text: string;
  template: { key: string; values: Values };
}
interface Wording {
  key: string;
  text: string;
}

/**
 * The message that a notice makes in a province's words: of the wordings that can be filled, and whose values are what they
 * should be, the first that needs the fewest parts. Where a provider is named, of those that it takes: approved, where it
 * sends templates only, and with values that it does not refuse. Refused, naming it, where a variable has no value or a wrong
 * one, and where the provider approved none.
 */
export function messageFor(notice: Saying, profile: Speaker, provider?: SmsProviderName): Parsed<Message> {
  const { kind, values: given } = notice.together ?? notice;
  const all = wordingsFor(kind, notice.audience.to, profile.texts?.wordings);
  const values = asSent(given, profile);
  const fillable = filled(all, values);
  const approved = fillable.filter(
    ({ key }) => provider === undefined || !needsTemplate(provider) || approvedTemplate(profile, provider, key),
  );
  const sound = approved.filter((wording) => unsound(wording, values, profile, provider) === undefined);
  const [first] = approved;
  const wrong = first && sound.length === 0 ? unsound(first, values, profile, provider) : undefined;
  if (wrong !== undefined) return refused('variable-unfit', `${wrong},没有发送`);
  if (!first && fillable[0] && provider !== undefined)
    return refused(
      'no-template',
      `${smsProviderTitles[provider]}还没有审核通过这种通知的模板(${fillable[0].key}),没有发送`,
    );
  return shortest(sound, values, profile);
}

/** The text alone, as it would be read: for a call, and for whoever looks it up with what is covered. */
export function noticeText(notice: Saying, profile: Speaker): Parsed<string> {
  const { kind, values: given } = notice.together ?? notice;
  const values = asSent(given, profile);
  const all = wordingsFor(kind, notice.audience.to, profile.texts?.wordings);
  const message = shortest(filled(all, values), values, profile);
  return message.ok ? taken(message.value.text) : message;
}

const asSent = (values: Values, profile: Speaker): Values => ({
  ...Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (isValue(value) ? [[name, valueAsSent(name, value)]] : [])),
  ),
  ...fixedValues(profile),
});

/** Those whose variables are all given; where there is none, the one that lacks the fewest, so that what it lacks is named. */
function filled(all: readonly Wording[], values: Values): readonly Wording[] {
  const lacking = ({ text }: Wording) => variablesOf(text).filter((name) => values[name] === undefined).length;
  const fewest = Math.min(...all.map(lacking));
  const best = all.filter((wording) => lacking(wording) === fewest);
  return fewest === 0 ? best : best.slice(0, 1);
}

/** Why these values do not go into this wording; one without a value is refused when it is filled. */
function unsound(
  { text }: Wording,
  values: Values,
  { texts }: Speaker,
  provider?: SmsProviderName,
): string | undefined {
  const given = variablesOf(text).flatMap((name): [string, string][] => {
    const value = values[name];
    return value !== undefined && !isFixed(name) ? [[name, value]] : [];
  });
  const unfit = given.map(([name, value]) => unfitFor(name, value)).find((why) => why !== undefined);
  if (unfit !== undefined || provider === undefined) return unfit;
  const limits = { tencentVariable: texts?.tencentVariable };
  return given.flatMap(([name, value]) => valueRefusals(name, value, provider, limits))[0];
}

/** The first that needs the fewest parts. */
function shortest(wordings: readonly Wording[], values: Values, profile: Speaker): Parsed<Message> {
  const [first, ...others] = wordings.map((wording) => written(wording, values, profile));
  if (!first) return refused('no-wording', '这种通知没有模板,没有发送');
  return others.reduce(
    (best, each) => (best.ok && each.ok && smsParts(each.value.text) < smsParts(best.value.text) ? each : best),
    first,
  );
}

function written({ key, text }: Wording, values: Values, { notices }: Speaker): Parsed<Message> {
  const full = fillTemplate(text, values);
  if (!full.ok) return full;
  const own = variablesOf(text).filter((name) => !isFixed(name));
  return taken({
    text: cleanSmsText(`【${notices.signature}】${full.value}`),
    template: { key, values: Object.fromEntries(own.map((name) => [name, cleanSmsText(values[name] ?? '')])) },
  });
}
