import type { Notice } from './notice.ts';
import { fixedValues, isFixed } from './notice-variables.ts';
import type { Profile } from './profile.ts';
import { type Parsed, refused, taken } from './refusal.ts';
import { type SmsProviderName, smsProviderTitles } from './sms-profile.ts';
import { approvedTemplate, needsTemplate } from './sms-templates.ts';
import { cleanSmsText, fillTemplate, smsParts } from './sms-text.ts';
import { variablesOf, wordingsFor } from './wordings.ts';

type Saying = Pick<Notice, 'kind' | 'audience' | 'values' | 'together'>;
type Speaker = Pick<Profile, 'notices' | 'statement' | 'texts'>;

/** What goes out, signature first, and what it was made from: a provider of templates is handed the key and the values. */
export interface Message {
  text: string;
  template: { key: string; values: Readonly<Record<string, string>> };
}

/**
 * The message that a notice makes in a province's words: of the wordings that can be filled the first that needs the fewest
 * parts. Where a provider is named that sends approved templates only, of those that it approved. Refused, naming it, where a
 * variable has no value, and where the provider approved none.
 */
export function messageFor(notice: Saying, profile: Speaker, provider?: SmsProviderName): Parsed<Message> {
  const { kind, values } = notice.together ?? notice;
  const all = wordingsFor(kind, notice.audience.to, profile.texts?.wordings);
  if (all.length === 0) return refused('no-wording', '这种通知没有模板,没有发送');
  const fillable = filled(all, { ...values, ...fixedValues(profile) });
  const approved = fillable.filter(
    ({ key }) => provider === undefined || !needsTemplate(provider) || approvedTemplate(profile, provider, key),
  );
  const [first, ...others] = approved.map((wording) => written(wording, values, profile));
  if (!first) {
    const name = provider === undefined ? '' : smsProviderTitles[provider];
    return refused('no-template', `${name}还没有审核通过这种通知的模板(${fillable[0]?.key ?? ''}),没有发送`);
  }
  return others.reduce(
    (best, each) => (best.ok && each.ok && smsParts(each.value.text) < smsParts(best.value.text) ? each : best),
    first,
  );
}

/** The text alone, as it would be read: for a call, and for whoever looks it up. */
export function noticeText(notice: Saying, profile: Speaker): Parsed<string> {
  const message = messageFor(notice, profile);
  return message.ok ? taken(message.value.text) : message;
}

interface Wording {
  key: string;
  text: string;
}

/** Those whose variables are all given; where there is none, the one that lacks the fewest, so that what it lacks is named. */
function filled(all: readonly Wording[], values: Readonly<Record<string, string>>): readonly Wording[] {
  const lacking = ({ text }: Wording) => variablesOf(text).filter((name) => !Object.hasOwn(values, name)).length;
  const fewest = Math.min(...all.map(lacking));
  const best = all.filter((wording) => lacking(wording) === fewest);
  return fewest === 0 ? best : best.slice(0, 1);
}

function written({ key, text }: Wording, values: Readonly<Record<string, string>>, profile: Speaker): Parsed<Message> {
  const all: Readonly<Record<string, string>> = { ...values, ...fixedValues(profile) };
  const full = fillTemplate(text, all);
  if (!full.ok) return full;
  const own = variablesOf(text).filter((name) => !isFixed(name));
  return taken({
    text: cleanSmsText(`【${profile.notices.signature}】${full.value}`),
    template: { key, values: Object.fromEntries(own.map((name) => [name, cleanSmsText(all[name] ?? '')])) },
  });
}
