import { type Assembly, readAssembly } from './assembly.ts';
import { type Deployment, deploy } from './deployment.ts';
import type { LocalOptions } from './hub-types.ts';
import { keysOf, type LocalKey } from './local-keys.ts';
import { freePorts, keptPorts, type Ports } from './ports.ts';
import { type Route, readRoutes } from './routes.ts';
import { readSchedules, type ScheduledRun } from './schedules.ts';

/** Everything that can be known of a run before anything is started. */
export interface Plan {
  readonly assembly: Assembly;
  readonly deployment: Deployment;
  readonly region: string;
  readonly ports: Ports;
  /** Port of the HTTP API. */
  readonly port: number;
  readonly url: string;
  readonly routes: readonly Route[];
  readonly schedules: readonly ScheduledRun[];
  readonly keys: readonly LocalKey[];
}

/** Of a stack that fits any region. */
const DEFAULT_REGION = 'us-east-1';

/** Reads the assembly and works out the run. Throws by name for whatever cannot run here. */
export async function planRun(options: LocalOptions): Promise<Plan> {
  if ((options.sqsEndpoint === undefined) !== (options.snsEndpoint === undefined)) {
    throw new Error('name both an SQS and an SNS endpoint or neither: they hand messages to each other');
  }
  const assembly = readAssembly(options.assembly);
  const region = assembly.stacks.find((stack) => stack.region !== undefined)?.region ?? DEFAULT_REGION;
  const ports = await keptPorts(options.data);
  const port = options.port === 0 ? ((await freePorts(1))[0] ?? 0) : options.port;
  const url = `http://127.0.0.1:${port}`;
  const sqsEndpoint = options.sqsEndpoint ?? `http://127.0.0.1:${ports.queues}`;
  const deployment = deploy(assembly, { region, sqsEndpoint, url, objects: `http://127.0.0.1:${ports.objects}` });
  return {
    assembly,
    deployment,
    region,
    ports,
    port,
    url,
    routes: readRoutes(deployment),
    schedules: readSchedules(deployment, region),
    keys: keysOf(deployment),
  };
}
