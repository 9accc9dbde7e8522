import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type Beside, functionCode } from './function-code.ts';

export interface HubFunctionProps {
  /** Folder in functions/. */
  readonly name: string;
  readonly purpose: string;
  readonly memoryMb: number;
  /** Of its temporary folder; Lambda's 512 where nothing is said. */
  readonly temporaryMb?: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, Beside>>;
  /** Encrypts its log. */
  readonly key: kms.IKey;
}

/** One Lambda of the hub, with a role of its own that can write its own log and nothing more until something is bound to it. */
export class HubFunction extends lambda.Function {
  constructor(scope: Construct, id: string, props: HubFunctionProps) {
    const log = hubLog(scope, `${id}Log`, props.key);
    const role = new iam.Role(scope, `${id}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    log.grantWrite(role);
    super(scope, id, {
      description: props.purpose,
      runtime: lambda.Runtime.NODEJS_24_X,
      // x86, which every region of both partitions has: one template serves both.
      architecture: lambda.Architecture.X86_64,
      handler: 'index.handler',
      code: functionCode(props.name, props.files),
      memorySize: props.memoryMb,
      ...(props.temporaryMb !== undefined && { ephemeralStorageSize: Size.mebibytes(props.temporaryMb) }),
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: { POWERTOOLS_SERVICE_NAME: props.name, ...props.environment },
      role,
      logGroup: log,
    });
  }
}

/** A log group kept for six months, as the law asks of access logs (网络安全法 第二十一条), encrypted by the stack's key. */
export function hubLog(scope: Construct, id: string, encryptionKey: kms.IKey): logs.LogGroup {
  return new logs.LogGroup(scope, id, {
    encryptionKey,
    retention: logs.RetentionDays.SIX_MONTHS,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
