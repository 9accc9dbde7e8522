import * as z from 'zod';
import { escapeHtml } from '../shared/escape-html.ts';

const schemaShape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  const: z.union([z.string(), z.number(), z.boolean()]).optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});
type Shape = z.output<typeof schemaShape>;

/** A JSON Schema as nested lists: field, type, whether it must be there, and what it means. */
export function schemaHtml(schema: unknown): string {
  const parsed = schemaShape.safeParse(schema);
  return parsed.success ? shapeHtml(parsed.data) : '';
}

function shapeHtml(shape: Shape): string {
  if (shape.$ref !== undefined) return referenceHtml(shape.$ref);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices)
    return `<small>其中一种:</small><ul>${choices.map((each) => `<li>${schemaHtml(each)}</li>`).join('')}</ul>`;
  if (shape.items !== undefined) return `<small>列表,每项:</small> ${schemaHtml(shape.items)}`;
  if (shape.properties)
    return `<ul>${Object.entries(shape.properties)
      .map(([name, each]) => propertyHtml(name, each, shape.required.includes(name)))
      .join('')}</ul>`;
  return `<small>${typeText(shape)}</small>`;
}

function referenceHtml(reference: string): string {
  const name = escapeHtml(reference.slice(reference.lastIndexOf('/') + 1));
  return `<a href="#${name}"><code>${name}</code></a>`;
}

/** What a schema says of its meaning; empty where it says nothing. */
export const descriptionOf = (schema: unknown): string => schemaShape.safeParse(schema).data?.description ?? '';

function propertyHtml(name: string, schema: unknown, required: boolean): string {
  const must = required ? '<small>必填</small> ' : '';
  return `<li><code>${escapeHtml(name)}</code> ${must}${escapeHtml(descriptionOf(schema))} ${schemaHtml(schema)}</li>`;
}

const typeNames = new Map([
  ['string', '文字'],
  ['number', '数字'],
  ['integer', '整数'],
  ['boolean', 'true 或 false'],
  ['object', '对象'],
]);

function typeText({ type, format, enum: values, const: only }: Shape): string {
  if (only !== undefined) return `固定写 ${escapeHtml(String(only))}`;
  if (values) return escapeHtml(values.join(' | '));
  const names = [type ?? []].flat().map((each) => typeNames.get(each) ?? each);
  return escapeHtml([names.join('或'), format ?? ''].filter((part) => part !== '').join(','));
}
