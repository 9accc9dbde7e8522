import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { closing } from './closing.ts';
import type { Deployment } from './deployment.ts';
import { startEmulators } from './emulators.ts';
import { removeExpired } from './expired-objects.ts';
import { findFunction, isNamed } from './function-names.ts';
import type { LocalHub, LocalOptions } from './hub-types.ts';
import { type Plan, planRun } from './plan.ts';
import { requireFree } from './ports.ts';
import { writePrivate } from './private-file.ts';
import { untilQuiet } from './quiet.ts';
import { type RunningStack, runStack } from './running-stack.ts';

export type { LocalHub } from './hub-types.ts';

/**
 * Runs a synthesized stack whole on this machine. Throws before anything is started where the assembly holds what cannot run
 * here, and in one clear line where Java is missing or a port is taken; nothing is left running then.
 */
export async function startLocal(given: LocalOptions): Promise<LocalHub> {
  const options = { ...given, data: path.resolve(given.data), assembly: path.resolve(given.assembly) };
  for (const folder of ['logs', 'checkpoints', 'objects']) {
    mkdirSync(path.join(options.data, folder), { recursive: true, mode: 0o700 });
  }
  const plan = await planRun(options);
  await requireFree(plan.port, 'HTTP API');
  await requireFree(plan.ports.front, 'KMS, Secrets Manager and SNS');
  await requireFree(plan.ports.objects, 'S3');
  if (options.sqsEndpoint === undefined) {
    await requireFree(plan.ports.queues, 'SQS, SNS and S3');
    removeExpired(path.join(options.data, 'objects'), plan.deployment.ofType('AWS::S3::Bucket'), Date.now());
  }
  const ends = closing();
  try {
    const emulators = await startEmulators(options, plan.ports, plan.region);
    ends.add(() => emulators.stop());
    const stack = await runStack(plan, emulators, options, ends);
    const hub = hubOf(plan, stack, () => ends.close());
    const file = path.join(options.data, 'hub.json');
    writePrivate(file, JSON.stringify(hubFile(plan, hub, stack), null, 2));
    ends.add(() => rmSync(file, { force: true }));
    return hub;
  } catch (error) {
    await ends.close();
    throw error;
  }
}

function hubOf(plan: Plan, stack: RunningStack, stop: () => Promise<void>): LocalHub {
  const { functions, sources, paused, clock, activity } = stack;
  const sourcesOf = (name: string) => {
    const id = findFunction(functions, name).spec.logicalId;
    return { id, mine: sources.filter(({ functionId }) => functionId === id) };
  };
  return {
    url: plan.url,
    region: plan.region,
    endpoints: stack.endpoints,
    outputs: plan.deployment.outputs,
    tables: namesOf(plan.deployment, 'AWS::DynamoDB::Table'),
    queues: namesOf(plan.deployment, 'AWS::SQS::Queue'),
    outbox: stack.outbox,
    async setClock(offsetMs) {
      clock.set(offsetMs);
      await Promise.all([...functions.values()].map((one) => one.followClock()));
    },
    async fire(name) {
      const run = plan.schedules.find(
        ({ ruleId, functionId }) =>
          [ruleId, functionId].some((id) => isNamed(id, name)) || functions.get(functionId)?.spec.name === name,
      );
      if (run === undefined) throw new Error(`nothing called ${name} runs by a schedule`);
      const outcome = await stack.fire(run);
      if (!outcome.ok) throw new Error(`${name}: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
      return JSON.parse(outcome.payload);
    },
    drained: () => untilQuiet(sources, activity),
    async pause(name) {
      const { id, mine } = sourcesOf(name);
      paused.add(id);
      await Promise.all(mine.map(({ polling }) => polling.pause()));
    },
    resume(name) {
      const { id, mine } = sourcesOf(name);
      paused.delete(id);
      for (const { polling } of mine) polling.resume();
    },
    stop,
  };
}

function namesOf(deployment: Deployment, type: string): Record<string, string> {
  return Object.fromEntries(deployment.ofType(type).map(({ logicalId, identity }) => [logicalId, identity.ref]));
}

/** What a command line in another process needs to reach the same stack. */
function hubFile(plan: Plan, hub: LocalHub, { functions }: RunningStack) {
  return {
    pid: process.pid,
    port: plan.port,
    url: hub.url,
    region: hub.region,
    endpoints: hub.endpoints,
    outputs: hub.outputs,
    tables: hub.tables,
    queues: hub.queues,
    outbox: hub.outbox,
    functions: Object.fromEntries(
      [...functions].map(([id, { spec }]) => [id, { name: spec.name, environment: spec.environment }]),
    ),
  };
}
