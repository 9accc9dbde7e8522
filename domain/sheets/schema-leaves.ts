import * as z from 'zod';
import { day, division, identityNumber, money, phone } from '../events/fields.ts';
import { type EventName, eventSchemas } from '../events/schemas.ts';

/** A value in `data` that a cell can hold, as the event's schema tells it. */
export interface Leaf {
  /** 'person.idNumber'; what lies in a list goes without a number: 'categories.from'. */
  readonly path: string;
  readonly kind: 'text' | 'idNumber' | 'phone' | 'division' | 'money' | 'day' | 'number' | 'yes' | 'word';
  /** Asked for wherever the object that holds it is there. */
  readonly required: boolean;
  /** The innermost optional object it lies in: 'household', 'person'. */
  readonly within?: string;
  /** All values of a closed list. */
  readonly options?: readonly string[];
}

/** All leaves of an event type, in the schema's order. Of a union, a field that not all forms ask for is optional. */
export function leavesOf(type: EventName): readonly Leaf[] {
  return leavesIn(eventSchemas[type], [], true, undefined);
}

function leavesIn(schema: z.core.$ZodType, path: readonly string[], required: boolean, within?: string): Leaf[] {
  if (schema instanceof z.ZodOptional) {
    const inner = schema.unwrap();
    const group = inner instanceof z.ZodObject ? path.join('.') : within;
    return leavesIn(inner, path, inner instanceof z.ZodObject, group);
  }
  if (schema instanceof z.ZodObject) {
    const fields: [string, z.core.$ZodType][] = Object.entries(schema.shape);
    return fields.flatMap(([key, field]) => leavesIn(field, [...path, key], required, within));
  }
  if (schema instanceof z.ZodArray) return leavesIn(schema.element, path, required, path.join('.'));
  if (schema instanceof z.ZodUnion && path.length === 0) return ofForms(schema.options.map(formLeaves));
  return [{ path: path.join('.'), required, ...(within !== undefined && { within }), ...kindOf(schema) }];
}

/** A form that is checked further (a pipe) still takes what its first part says. */
const formLeaves = (form: z.core.$ZodType) => leavesIn(form instanceof z.ZodPipe ? form.in : form, [], true);

function ofForms(forms: readonly (readonly Leaf[])[]): Leaf[] {
  const all = new Map(forms.flat().map((leaf) => [leaf.path, leaf]));
  const inAll = (path: string) => forms.every((form) => form.some((leaf) => leaf.path === path && leaf.required));
  return [...all.values()].map((leaf) => ({ ...leaf, required: inAll(leaf.path) }));
}

const OWN_FIELDS = new Map<z.core.$ZodType, Leaf['kind']>([
  [identityNumber, 'idNumber'],
  [phone, 'phone'],
  [division, 'division'],
  [money, 'money'],
  [day, 'day'],
]);

function kindOf(schema: z.core.$ZodType): Pick<Leaf, 'kind' | 'options'> {
  const own = OWN_FIELDS.get(baseOf(schema));
  if (own) return { kind: own };
  if (schema instanceof z.ZodEnum) return { kind: 'word', options: schema.options.map(String) };
  if (schema instanceof z.ZodBoolean || schema instanceof z.ZodLiteral) return { kind: 'yes' };
  if (schema instanceof z.ZodNumber) return { kind: 'number' };
  return { kind: 'text' };
}

/** `.meta()` on a field makes a copy that remembers what it was made of. */
function baseOf(schema: z.core.$ZodType): z.core.$ZodType {
  const parent = schema._zod.parent;
  return parent === undefined || OWN_FIELDS.has(schema) ? schema : baseOf(parent);
}
