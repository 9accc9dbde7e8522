import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Deployment, LiveResource } from './deployment.ts';
import type { FunctionSpec } from './handler-process.ts';
import { SECRET_KEY } from './identity.ts';

const Properties = z.looseObject({
  Code: z.looseObject({ S3Key: z.string().optional(), ZipFile: z.string().optional() }),
  Handler: z.string(),
  Runtime: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  ReservedConcurrentExecutions: z.int().min(1).optional(),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
});

/** Most processes of a function, where it does not say itself: a machine has few cores. */
const DEFAULT_CONCURRENCY = 3;

export interface FunctionPlace {
  readonly data: string;
  readonly region: string;
  /** By object key. */
  readonly assets: ReadonlyMap<string, string>;
  /** `AWS_ENDPOINT_URL_*`. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Laid over every function's own variables. */
  readonly overrides: Readonly<Record<string, string>>;
}

/** Reads the functions of the stack. Throws by name for a runtime that is not Node and for code that is not in the assembly. */
export function readFunctions(deployment: Deployment, place: FunctionPlace): FunctionSpec[] {
  return deployment.ofType('AWS::Lambda::Function').map((resource) => readFunction(resource, place));
}

function readFunction(resource: LiveResource, place: FunctionPlace): FunctionSpec {
  const { logicalId, identity } = resource;
  const properties = Properties.parse(resource.properties);
  if (!properties.Runtime.startsWith('nodejs')) throw new Error(`${logicalId}: only Node.js functions run here`);
  const variables = properties.Environment?.Variables ?? {};
  for (const [name, value] of Object.entries(variables)) {
    if (value.includes('{{resolve:'))
      throw new Error(`${logicalId}: ${name} is a dynamic reference, which is not resolved locally`);
  }
  const code = codeOf(logicalId, properties.Code, place);
  const spec = {
    logicalId,
    name: identity.ref,
    arn: identity.attributes['Arn'] ?? '',
    code,
    handler: properties.Handler,
    timeoutMs: properties.Timeout * 1000,
    memoryMb: properties.MemorySize,
    logFile: path.join(place.data, 'logs', `${logicalId}.log`),
    concurrency: properties.ReservedConcurrentExecutions ?? DEFAULT_CONCURRENCY,
  };
  return { ...spec, environment: { ...runtimeVariables(spec, place), ...variables, ...place.overrides } };
}

function codeOf(logicalId: string, code: z.infer<typeof Properties>['Code'], { assets, data }: FunctionPlace): string {
  if (code.ZipFile !== undefined) {
    const folder = path.join(data, 'inline', logicalId);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'index.js'), code.ZipFile);
    writeFileSync(path.join(folder, 'package.json'), '{"type":"commonjs"}\n');
    return folder;
  }
  const found = assets.get(code.S3Key ?? '');
  if (found === undefined) throw new Error(`the code of ${logicalId} (${code.S3Key}) is not in the assembly`);
  return found;
}

/** What Lambda's runtime sets; nothing of this machine's own environment but the search path, so that no real account is met. */
function runtimeVariables(spec: Omit<FunctionSpec, 'environment'>, { data, region, endpoints }: FunctionPlace) {
  return {
    PATH: process.env['PATH'] ?? '',
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    NODE_ENV: 'production',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: SECRET_KEY,
    AWS_CONFIG_FILE: path.join(data, 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(data, 'no-aws-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: spec.code,
    LOCAL_FUNCTION_ARN: spec.arn,
    _HANDLER: spec.handler,
    ...endpoints,
  };
}
