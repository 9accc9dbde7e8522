import type { ExtraRoutes } from './gateway.ts';

export interface LocalOptions {
  /** Folder that `cdk synth` wrote. */
  readonly assembly: string;
  /** Folder of tables, queues, keys, checkpoints and logs; kept across runs. One hub at a time. */
  readonly data: string;
  /** Port of the HTTP API on 127.0.0.1; 0 picks a free one. */
  readonly port: number;
  /** Another DynamoDB (with streams) than DynamoDB Local, which then is not started and no Java is needed. */
  readonly dynamodbEndpoint?: string;
  /** Other SQS and SNS than fauxqs; both or none. */
  readonly sqsEndpoint?: string;
  readonly snsEndpoint?: string;
  /** How far the hub's time is from the machine's, ms. */
  readonly clock?: { readonly offsetMs: number };
  /** Hears of what an operator should know, a line at a time. */
  readonly log?: (line: string) => void;
  /** Functions, by logical id, that get no events from streams, queues and schedules until `resume`. */
  readonly pauseSources?: (functionLogicalName: string) => boolean;
  /** Laid over every function's own variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Pages of the hub's own that are no routes of the stack. */
  readonly extraRoutes?: ExtraRoutes;
}

export interface LocalEndpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly sns: string;
  readonly kms: string;
  readonly secretsManager: string;
  readonly s3: string;
}

/**
 * A stack that runs on this machine. Functions are named by logical id, with or without the eight characters that CDK ends
 * it with, or by function name.
 */
export interface LocalHub {
  /** Address of the HTTP API, without a trailing slash. */
  readonly url: string;
  readonly region: string;
  readonly endpoints: LocalEndpoints;
  /** Outputs of the stacks, resolved. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Physical names by logical id. */
  readonly tables: Readonly<Record<string, string>>;
  /** Queue URLs by logical id. */
  readonly queues: Readonly<Record<string, string>>;
  /** File of the messages to phones, one JSON object a line (`PhoneMessage`). */
  readonly outbox: string;
  /**
   * Moves the hub's time: gateway, schedules and every handler process have it when the promise resolves. A jump runs no
   * schedule by itself; `fire` does. Emulators keep the machine's time: visibility timeouts, delays, TTL, a stream's arrivals.
   */
  setClock(offsetMs: number): Promise<void>;
  /** Runs a scheduled function now, by its rule's or its own name; resolves to its answer. Throws where it fails. */
  fire(ruleOrFunction: string): Promise<unknown>;
  /**
   * Resolves when no handler runs and neither stream nor queue has anything to hand over, what handlers wrote meanwhile
   * included. Does not wait for paused functions, for delayed messages, nor for failed ones within their visibility timeout.
   */
  drained(): Promise<void>;
  /** No stream, queue or schedule reaches the function until `resume`; resolves when what it was given is done. */
  pause(name: string): Promise<void>;
  resume(name: string): void;
  /** Ends in order: what runs is finished, what waits stays on disk. */
  stop(): Promise<void>;
}
