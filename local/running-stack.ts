import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Activity, countActivity } from './activity.ts';
import { type AwsCall, awsCaller } from './aws-call.ts';
import { startAwsFront } from './aws-front.ts';
import { backgroundPolicy, runInBackground } from './background-run.ts';
import { corsRules } from './bucket-cors.ts';
import { type DrivenClock, drivenClock } from './clock.ts';
import type { Closing } from './closing.ts';
import type { Emulators } from './emulators.ts';
import { queueByArn } from './event-source.ts';
import { type RunningSource, startEventSources } from './event-sources.ts';
import { readFunctions } from './function-specs.ts';
import { startGateway } from './gateway.ts';
import type { Outcome } from './handler-process.ts';
import type { LocalEndpoints, LocalOptions } from './hub-types.ts';
import { SECRET_KEY } from './identity.ts';
import { type LocalFunction, localFunction } from './local-function.ts';
import { localKeys } from './local-keys.ts';
import { localSecrets } from './local-secrets.ts';
import { startObjectFront } from './object-front.ts';
import { openOutbox } from './outbox.ts';
import type { Plan } from './plan.ts';
import { makeResources } from './resources.ts';
import { keepSchedule, type ScheduledRun } from './schedules.ts';
import { closeServer } from './servers.ts';

/** A stack that is up: its parts, for the hub to hold. */
export interface RunningStack {
  readonly clock: DrivenClock;
  readonly activity: Activity;
  readonly endpoints: LocalEndpoints;
  readonly outbox: string;
  /** By logical id. */
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly sources: readonly RunningSource[];
  /** Logical ids of functions that get nothing but requests. */
  readonly paused: Set<string>;
  fire(run: ScheduledRun): Promise<Outcome>;
}

/** Brings the plan to life on the emulators; `ends` learns how to end what was started. */
export async function runStack(
  plan: Plan,
  emulators: Emulators,
  options: LocalOptions,
  ends: Closing,
): Promise<RunningStack> {
  const { deployment, region } = plan;
  const { data, log = () => undefined } = options;
  const clock = drivenClock(options.clock?.offsetMs ?? 0);
  const activity = countActivity();
  const { endpoints, outbox } = await startFront(plan, emulators, data, clock, ends);
  const call = { endpoint: emulators.dynamodb, region, service: 'dynamodb', target: 'DynamoDB_20120810' } as const;
  const sqs = awsCaller({ endpoint: emulators.sqs, region, service: 'sqs', target: 'AmazonSQS' });
  const ownQueues = options.sqsEndpoint === undefined;
  const tables = await makeResources({ deployment, emulators, region, dynamodb: awsCaller(call), sqs, ownQueues, log });

  const functions = readyFunctions(plan, endpoints, options, clock, activity, ends);
  const paused = new Set([...functions.keys()].filter((id) => options.pauseSources?.(id) === true));
  const send = sender(plan, sqs);
  const startPaused = (id: string): boolean => paused.has(id);
  const dynamodbEndpoint = emulators.dynamodb;
  const sources = startEventSources({
    deployment,
    functions,
    tables,
    data,
    region,
    dynamodbEndpoint,
    sqs,
    startPaused,
    send,
    log,
  });
  ends.add(async () => {
    await Promise.all(sources.map(({ polling }) => polling.stop()));
  });
  activity.onEnd(() => {
    for (const { polling } of sources) polling.nudge();
  });

  async function fire(run: ScheduledRun): Promise<Outcome> {
    const target = functions.get(run.functionId);
    if (target === undefined) throw new Error(`there is no function ${run.functionId}`);
    return runInBackground(target, run.event(clock.now()), backgroundPolicy(deployment, target.spec.name), send);
  }
  const report = (error: unknown): void => log(error instanceof Error ? error.message : String(error));
  const schedule = keepSchedule(plan.schedules, clock, (run) => {
    if (!paused.has(run.functionId)) fire(run).catch(report);
  });
  ends.add(() => schedule.stop());

  const apiId = deployment.ofType('AWS::ApiGatewayV2::Api')[0]?.identity.ref ?? 'local';
  const { routes, port } = plan;
  const gateway = await startGateway(port, {
    apiId,
    routes,
    functions,
    clock,
    extraRoutes: options.extraRoutes,
    report,
  });
  ends.add(() => closeServer(gateway));
  return { clock, activity, endpoints, outbox, functions, sources, paused, fire };
}

async function startFront(plan: Plan, emulators: Emulators, data: string, clock: DrivenClock, ends: Closing) {
  const file = path.join(data, 'outbox.ndjson');
  const outbox = openOutbox(file);
  ends.add(() => outbox.close());
  const front = await startAwsFront(plan.ports.front, {
    kms: localKeys(data, plan.keys),
    secrets: localSecrets(data, plan.region, plan.deployment.ofType('AWS::SecretsManager::Secret')),
    outbox,
    snsEndpoint: emulators.sns,
    clock,
  });
  ends.add(() => closeServer(front));
  const objects = await startObjectFront(plan.ports.objects, {
    endpoint: emulators.s3,
    cors: corsRules(plan.deployment.ofType('AWS::S3::Bucket')),
    secretKey: SECRET_KEY,
    clock,
  });
  ends.add(() => closeServer(objects));
  const url = `http://127.0.0.1:${plan.ports.front}`;
  const s3 = `http://127.0.0.1:${plan.ports.objects}`;
  const { dynamodb, sqs } = emulators;
  const endpoints: LocalEndpoints = { dynamodb, sqs, s3, sns: url, kms: url, secretsManager: url };
  return { endpoints, outbox: file };
}

function readyFunctions(
  { deployment, region, assembly }: Plan,
  endpoints: LocalEndpoints,
  options: LocalOptions,
  clock: DrivenClock,
  activity: Activity,
  ends: Closing,
): ReadonlyMap<string, LocalFunction> {
  const specs = readFunctions(deployment, {
    data: options.data,
    region,
    assets: assembly.assets,
    endpoints: endpointVariables(endpoints),
    overrides: options.environment ?? {},
  });
  const functions = new Map(specs.map((spec) => [spec.logicalId, localFunction(spec, clock, activity)] as const));
  ends.add(async () => {
    // A scheduled run that is under way belongs to no poller and no request.
    while (activity.running > 0) await sleep(20);
    await Promise.all([...functions.values()].map((one) => one.stop()));
  });
  return functions;
}

/** What the SDK reads to find each service; any other is refused at once instead of being looked for in AWS. */
function endpointVariables(endpoints: LocalEndpoints): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoints.kms,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_KMS: endpoints.kms,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
  };
}

const sender =
  ({ deployment }: Plan, sqs: AwsCall) =>
  async (queueArn: string, notice: unknown): Promise<void> => {
    const QueueUrl = queueByArn(deployment, queueArn).identity.ref;
    await sqs('SendMessage', { QueueUrl, MessageBody: JSON.stringify(notice) });
  };
