/** What a template's intrinsic functions look up. Every look-up throws by name where there is nothing. */
export interface TemplateScope {
  /** `Ref` of a resource or a parameter; pseudo parameters are looked up here too. */
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  importValue(name: string): unknown;
  /** A condition's expression, unresolved. */
  condition(name: string): unknown;
  mapping(name: string, first: string, second: string): unknown;
}

/** `AWS::NoValue`: the property is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: TemplateScope) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => scope.ref(text(name)),
  Condition: (name, scope) => resolve(scope.condition(text(name)), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [id = '', ...attribute] = Array.isArray(argument) ? argument.map(text) : text(argument).split('.');
    return scope.attribute(id, attribute.join('.'));
  },
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(resolve(argument, scope));
    return list(parts).map(text).join(text(separator));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, whole] = list(resolve(argument, scope));
    return text(whole).split(text(separator));
  },
  'Fn::Select': (argument, scope) => {
    const [index, values] = list(resolve(argument, scope));
    return list(values)[Number(text(index))];
  },
  'Fn::ImportValue': (name, scope) => scope.importValue(text(resolve(name, scope))),
  'Fn::FindInMap': (argument, scope) => {
    const [name, first, second] = list(resolve(argument, scope)).map(text);
    return scope.mapping(name ?? '', first ?? '', second ?? '');
  },
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = list(argument);
    return resolve(truth({ Condition: name }, scope) ? yes : no, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(resolve(argument, scope));
    return text(left) === text(right);
  },
  'Fn::And': (argument, scope) => list(argument).every((one) => truth(one, scope)),
  'Fn::Or': (argument, scope) => list(argument).some((one) => truth(one, scope)),
  'Fn::Not': (argument, scope) => !list(argument).some((one) => truth(one, scope)),
  'Fn::Base64': (argument, scope) => Buffer.from(text(resolve(argument, scope))).toString('base64'),
};

/** `value` with every intrinsic function replaced. Throws where one is unknown here or names what is not in the template. */
export function resolve(value: unknown, scope: TemplateScope): unknown {
  if (Array.isArray(value)) return value.map((one) => resolve(one, scope)).filter((one) => one !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first !== undefined && entries.length === 1) {
    const [name, argument] = first;
    const intrinsic = isCondition(name, argument) ? intrinsics['Condition'] : intrinsics[name];
    if (intrinsic !== undefined && name !== 'Condition') return intrinsic(argument, scope);
    if (intrinsic !== undefined && typeof argument === 'string') return intrinsic(argument, scope);
    if (name.startsWith('Fn::')) throw new Error(`the intrinsic function ${name} is not known locally`);
  }
  const resolved = entries.map(([name, one]) => [name, resolve(one, scope)] as const);
  return Object.fromEntries(resolved.filter(([, one]) => one !== NO_VALUE));
}

/** Whether a condition holds. */
export function truth(condition: unknown, scope: TemplateScope): boolean {
  const held = resolve(condition, scope);
  return held === true || held === 'true';
}

/** `{"Condition": "Name"}` refers to a condition; a policy's own `Condition` is an object. */
const isCondition = (name: string, argument: unknown): boolean => name === 'Condition' && typeof argument === 'string';

function substitute(argument: unknown, scope: TemplateScope): string {
  const [pattern, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = new Map(Object.entries(typeof variables === 'object' && variables !== null ? variables : {}));
  return text(pattern).replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    if (own.has(name)) return text(resolve(own.get(name), scope));
    const [id = '', ...attribute] = name.split('.');
    return text(attribute.length === 0 ? scope.ref(name) : scope.attribute(id, attribute.join('.')));
  });
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`text expected in a template, found ${JSON.stringify(value)}`);
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`a list expected in a template, found ${JSON.stringify(value)}`);
}
