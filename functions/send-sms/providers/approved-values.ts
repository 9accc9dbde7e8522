import { type Parsed, refused, taken } from '../../../domain/refusal.ts';
import type { ApprovedTemplate } from '../../../domain/sms-templates.ts';

/** What fills a template, in the provider's order and each under its name there; refused by name where one has no value. */
export function approvedValues(
  { variables }: ApprovedTemplate,
  values: Readonly<Record<string, string>>,
): Parsed<readonly (readonly [as: string, value: string])[]> {
  const filled: (readonly [string, string])[] = [];
  for (const { name, as } of variables) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (!value) return refused('variable-missing', `模板变量“${name}”没有内容,没有发送`);
    filled.push([as, value]);
  }
  return taken(filled);
}
