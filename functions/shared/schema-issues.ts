import type * as z from 'zod';
import type { FieldIssue } from './problem.ts';

/** zod's issues as the contract's `{path, code, message}`: in Chinese, unknown fields by name, never the refused value. */
export function schemaIssues(error: z.ZodError, prefix: readonly string[] = []): FieldIssue[] {
  return error.issues.flatMap((found) => {
    const path = [...prefix, ...found.path.map(String)];
    if (found.code === 'unrecognized_keys')
      return found.keys.map((key) => ({
        path: [...path, key].join('.'),
        code: 'unknown-field',
        message: `没有“${key}”这一项,请核对拼写`,
      }));
    return [{ path: path.join('.'), code: found.code === 'custom' ? 'invalid' : found.code, message: chinese(found) }];
  });
}

function chinese(found: z.core.$ZodIssue): string {
  if (/\p{Script=Han}/u.test(found.message)) return found.message;
  switch (found.code) {
    case 'invalid_type':
      return '缺少这一项,或填写的类型不对';
    case 'too_big':
      return `不能大于${found.maximum}`;
    case 'too_small':
      return `不能小于${found.minimum}`;
    case 'invalid_value':
      return `只能是以下之一:${found.values.join('、')}`;
    default:
      return '这一项填得不对';
  }
}
