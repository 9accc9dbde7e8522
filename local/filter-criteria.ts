import * as z from 'zod';

const Criteria = z.object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) }).optional();

/** Whether a record passes an event-source mapping's FilterCriteria. */
export type RecordFilter = (record: unknown) => boolean;

/** Compiles FilterCriteria; without any, everything passes. Throws for an operator that is not known here. */
export function recordFilter(criteria: unknown): RecordFilter {
  const patterns = (Criteria.parse(criteria)?.Filters ?? []).map(({ Pattern }): unknown => JSON.parse(Pattern));
  for (const pattern of patterns) matches(pattern, {});
  return patterns.length === 0 ? () => true : (record) => patterns.some((pattern) => matches(pattern, record));
}

/** EventBridge's pattern syntax: every field of the pattern must match; a list is a choice. */
function matches(pattern: unknown, value: unknown): boolean {
  if (!isRecord(pattern)) throw new Error(`a filter pattern must be an object, found ${JSON.stringify(pattern)}`);
  return Object.entries(pattern)
    .map(([name, wanted]) => {
      if (name === '$or' && Array.isArray(wanted)) return wanted.map((one) => matches(one, value)).includes(true);
      const field = isRecord(value) ? value[name] : undefined;
      return Array.isArray(wanted) ? matchesAny(wanted, field) : matches(wanted, field);
    })
    .every(Boolean);
}

/** A list in the record matches where one of its members does. */
function matchesAny(choices: readonly unknown[], field: unknown): boolean {
  const values = Array.isArray(field) ? field : [field];
  return choices.map((choice) => values.map((value) => matchesOne(choice, value)).includes(true)).includes(true);
}

function matchesOne(choice: unknown, value: unknown): boolean {
  if (!isRecord(choice)) return choice === value;
  return Object.entries(choice)
    .map(([operator, operand]) => operators(operator)(operand, value))
    .every(Boolean);
}

type Operator = (operand: unknown, value: unknown) => boolean;

const known: Readonly<Record<string, Operator>> = {
  exists: (operand, value) => (value !== undefined) === operand,
  prefix: (operand, value) => typeof value === 'string' && value.startsWith(String(operand)),
  suffix: (operand, value) => typeof value === 'string' && value.endsWith(String(operand)),
  'equals-ignore-case': (operand, value) =>
    typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase(),
  'anything-but': (operand, value) => value !== undefined && !matchesAny([operand].flat(), value),
  numeric: (operand, value) => typeof value === 'number' && inRange([operand].flat(), value),
};

function operators(name: string): Operator {
  const operator = known[name];
  if (operator === undefined) throw new Error(`the filter operator ${name} is not known locally`);
  return operator;
}

/** `[">", 0, "<=", 5]`. */
function inRange(comparisons: readonly unknown[], value: number): boolean {
  for (let index = 0; index < comparisons.length; index += 2) {
    if (!compare(comparisons[index], value, Number(comparisons[index + 1]))) return false;
  }
  return true;
}

function compare(comparison: unknown, value: number, bound: number): boolean {
  switch (comparison) {
    case '=':
      return value === bound;
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    default:
      throw new Error(`the numeric comparison ${String(comparison)} is not known`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
