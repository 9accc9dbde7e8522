import type { EventName } from './events/schemas.ts';

const accidents = ['fire', 'flood', 'earthquake', 'traffic', 'work', 'drowning', 'other'];
const needs = ['living', 'medical', 'education', 'housing', 'employment', 'care', 'other'];

/**
 * The kinds of hardship an indicator may look for, with what `type/variant` and points can tell apart within each. Events
 * that are not here say who somebody is or what was done for them: they are no hardship.
 */
export const variants: { readonly [N in EventName]?: readonly string[] } = {
  'medical-expense': ['inpatient', 'outpatient', 'chronic', 'pharmacy', 'maternity'],
  'medical-burden': [],
  hospitalization: [],
  'chronic-disease': ['chronic', 'serious'],
  disability: ['grade1', 'grade2', 'grade3', 'grade4'],
  unemployment: [],
  'university-admission': [],
  'education-expense': [],
  'income-drop': [],
  accident: accidents,
  'self-report': needs,
};

/** A hint may also name the kind of a disability: `disability/kind5-grade3`. */
export const hintVariant = /^kind[1-7](-grade[1-4])?$/;

/** `medical-expense/inpatient` in its parts; `kinds` is undefined where the type is no hardship or no type at all. */
export function splitSource(source: string): {
  type: string;
  variant: string | undefined;
  kinds: readonly string[] | undefined;
} {
  const [type = '', variant] = source.split('/');
  return { type, variant, kinds: Object.entries(variants).find(([name]) => name === type)?.[1] };
}
