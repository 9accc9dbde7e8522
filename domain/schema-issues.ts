import * as z from 'zod';

/** One thing wrong with a field; `message` is Chinese and never repeats the value: values are personal data. */
export interface SchemaIssue {
  path: string;
  code: string;
  message: string;
}

/** zod's issues as the contract's `{path, code, message}`: unknown fields by name, of a union the form that fits best. */
export function schemaIssues(error: z.ZodError, prefix: readonly string[] = []): SchemaIssue[] {
  return error.issues.flatMap((found) => {
    const path = [...prefix, ...found.path.map(String)];
    if (found.code === 'unrecognized_keys')
      return found.keys.map((key) => ({
        path: [...path, key].join('.'),
        code: 'unknown-field',
        message: `没有“${key}”这一项,请核对拼写`,
      }));
    if (found.code === 'invalid_union') {
      const closest = [...found.errors].sort((a, b) => a.length - b.length)[0] ?? [];
      if (closest.length > 0 && !hasHan(found.message)) return schemaIssues(new z.ZodError(closest), path);
    }
    return [{ path: path.join('.'), code: found.code === 'custom' ? 'invalid' : found.code, message: chinese(found) }];
  });
}

const hasHan = (text: string) => /\p{Script=Han}/u.test(text);

function chinese(found: z.core.$ZodIssue): string {
  if (hasHan(found.message)) return found.message;
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
