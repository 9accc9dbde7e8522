import type { Assembly, Stack } from './assembly.ts';
import { ACCOUNT, apiOrigin, bucketOrigin, type Identity, identify, type Place } from './identity.ts';
import { livesHere } from './resource-types.ts';
import { NO_VALUE, resolve, type TemplateScope, truth } from './template.ts';

/** A resource that lives here, its properties resolved. */
export interface LiveResource {
  readonly logicalId: string;
  readonly type: string;
  readonly identity: Identity;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The stacks of an assembly as they stand on this machine. */
export interface Deployment {
  ofType(type: string): readonly LiveResource[];
  /** Every output of every stack. */
  readonly outputs: Readonly<Record<string, string>>;
}

interface Declared {
  readonly logicalId: string;
  readonly type: string;
  readonly stack: Stack;
  readonly raw: Readonly<Record<string, unknown>>;
}

/**
 * Works out what every resource is called and resolves what refers to it. Throws by name for a type that cannot run here,
 * for two resources of one logical id, and for a reference to nothing.
 */
export function deploy(assembly: Assembly, place: Place): Deployment {
  const declared = new Map<string, Declared>();
  const scopes = new Map(assembly.stacks.map((stack) => [stack, scopeOf(stack, assembly, declared, place)] as const));
  const scopeFor = (stack: Stack): TemplateScope => scopes.get(stack) ?? scopeOf(stack, assembly, declared, place);
  for (const stack of assembly.stacks) {
    for (const [logicalId, { Type, Properties, Condition }] of Object.entries(stack.template.Resources)) {
      if (Condition !== undefined && !truth({ Condition }, scopeFor(stack))) continue;
      if (declared.has(logicalId)) throw new Error(`two stacks of the assembly hold a resource ${logicalId}`);
      declared.set(logicalId, { logicalId, type: Type, stack, raw: Properties });
    }
  }
  const refsOf = (wanted: string) =>
    [...declared.values()]
      .filter(({ type }) => type === wanted)
      .map((one) => identityOf(one, scopeFor(one.stack), place).ref);
  const origins: Origins = [
    ...refsOf('AWS::ApiGatewayV2::Api').map((api) => [apiOrigin(api, place.region), place.url] as const),
    ...refsOf('AWS::S3::Bucket').map((bucket) => [bucketOrigin(bucket, place.region), place.objects] as const),
  ];
  const live = [...declared.values()]
    .filter(({ type, logicalId }) => livesHere(type, logicalId))
    .map((one): LiveResource => {
      const scope = scopeFor(one.stack);
      const properties = atHome(resolve(one.raw, scope), origins);
      return {
        logicalId: one.logicalId,
        type: one.type,
        identity: identityOf(one, scope, place),
        properties: isRecord(properties) ? properties : {},
      };
    });
  return {
    ofType: (type) => live.filter((one) => one.type === type),
    outputs: outputsOf(assembly, scopeFor, (value) => atHome(value, origins)),
  };
}

function outputsOf(assembly: Assembly, scopeFor: (stack: Stack) => TemplateScope, local: (value: unknown) => unknown) {
  const outputs = assembly.stacks.flatMap((stack) =>
    Object.entries(stack.template.Outputs)
      .filter(([, { Condition }]) => Condition === undefined || truth({ Condition }, scopeFor(stack)))
      .map(([name, { Value }]) => [name, String(local(resolve(Value, scopeFor(stack))))] as const),
  );
  return Object.fromEntries(outputs);
}

function scopeOf(
  stack: Stack,
  assembly: Assembly,
  declared: ReadonlyMap<string, Declared>,
  place: Place,
): TemplateScope {
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': ACCOUNT,
    'AWS::NoValue': NO_VALUE,
    'AWS::NotificationARNs': [],
    'AWS::Partition': 'aws',
    'AWS::Region': place.region,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${ACCOUNT}:stack/${stack.name}/local`,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  const identityIn = (id: string): Identity => {
    const found = declared.get(id);
    if (found === undefined) throw new Error(`${stack.name} refers to ${id}, which it does not hold`);
    return identityOf(found, scope, place);
  };
  const scope: TemplateScope = {
    ref(name) {
      if (name in pseudo) return pseudo[name];
      const parameter = stack.template.Parameters[name];
      if (parameter === undefined) return identityIn(name).ref;
      if (parameter.Default === undefined) throw new Error(`the parameter ${name} of ${stack.name} has no default`);
      return parameter.Default;
    },
    attribute(id, name) {
      const value = identityIn(id).attributes[name];
      if (value === undefined) throw new Error(`${id}.${name} is not known locally`);
      return value;
    },
    importValue: (name) => exported(name, assembly, (other) => scopeOf(other, assembly, declared, place)),
    condition(name) {
      if (!(name in stack.template.Conditions)) throw new Error(`${stack.name} has no condition ${name}`);
      return stack.template.Conditions[name];
    },
    mapping(name, first, second) {
      const value = stack.template.Mappings[name]?.[first]?.[second];
      if (value === undefined) throw new Error(`${stack.name} has no mapping ${name}.${first}.${second}`);
      return value;
    },
  };
  return scope;
}

function exported(name: string, assembly: Assembly, scopeFor: (stack: Stack) => TemplateScope): unknown {
  for (const stack of assembly.stacks) {
    for (const { Value, Export } of Object.values(stack.template.Outputs)) {
      if (Export !== undefined && resolve(Export.Name, scopeFor(stack)) === name)
        return resolve(Value, scopeFor(stack));
    }
  }
  throw new Error(`no stack of the assembly exports ${name}`);
}

function identityOf(resource: Declared, scope: TemplateScope, place: Place): Identity {
  const nameOf = (property: string): string | undefined => {
    const value = resolve(resource.raw[property], scope);
    return value === undefined || value === NO_VALUE ? undefined : String(value);
  };
  return identify(resource.type, resource.logicalId, nameOf, place);
}

/** Public addresses, and what stands for each on this machine. */
type Origins = readonly (readonly [origin: string, here: string])[];

/** Public addresses of the API, put together by CDK from its id, and of buckets become addresses of this machine. */
function atHome(value: unknown, origins: Origins): unknown {
  if (typeof value === 'string') return origins.reduce((text, [origin, here]) => text.replaceAll(origin, here), value);
  if (Array.isArray(value)) return value.map((one) => atHome(one, origins));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, atHome(one, origins)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
